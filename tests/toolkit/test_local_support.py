"""Local supports as records: what may be saved, and where they are paid."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from hub.places import municipalities
from toolkit.models import LocalSupport

pytestmark = pytest.mark.django_db


def support(**fields) -> LocalSupport:
    return LocalSupport(
        **{
            "key": "koe-lisa",
            "name_fi": "Kokeilulisä",
            "name_sv": "Försökstillägg",
            "municipality": "020",
            "conditions_fi": "Ehdot",
            "conditions_sv": "Villkor",
            "available_on": datetime.date(2026, 1, 1),
            "source_title": "Tuki",
            "source_publisher": "Keksitty kunta",
        }
        | fields
    )


def test_support_of_one_municipality_may_be_saved():
    support().full_clean()


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"municipality": ""}, "municipality"),
        ({"area": "33"}, "municipality"),
        ({"municipality": "999"}, "municipality"),
        ({"deadline_fi": "heti"}, "deadline_sv"),
        ({"deadline_sv": "genast"}, "deadline_fi"),
        ({"key": "rovaniemi-kuntalisa"}, "key"),
        ({"amount": "-1"}, "amount"),
    ],
)
def test_what_a_reader_could_not_use_is_refused(fields, refused):
    with pytest.raises(ValidationError) as found:
        support(**fields).full_clean()
    assert set(found.value.error_dict) == {refused}


def test_support_of_an_area_is_paid_in_all_of_its_municipalities():
    of_area = support(municipality="", area="33")
    paid_in = {place.names["fi"] for place in municipalities().values() if of_area.is_paid_in(place)}
    assert paid_in == {"Rovaniemi", "Ranua"}


def test_texts_are_in_the_readers_language():
    with override("sv"):
        assert (support().name, support().conditions, support().deadline) == ("Försökstillägg", "Villkor", "")


def test_every_starter_support_is_to_be_checked():
    supports = LocalSupport.objects.all()
    assert len(supports) == 4
    assert all(each.is_to_check for each in supports)
