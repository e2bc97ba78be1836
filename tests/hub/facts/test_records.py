"""Facts as records: what may be saved, who reads them, and where they are used."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from wagtail.models import ReferenceIndex

from hub.caching import generation
from hub.facts.records import published_facts
from hub.facts.texts import filled
from hub.facts.wording import amount_of, name_of, time_of, years_of
from hub.models import Fact
from tests.support.facts import fact_value, make_fact

pytestmark = pytest.mark.django_db


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_two_values_that_hold_at_once_are_refused():
    first = fact_value(valid_from=day("2025-01-01"))
    with pytest.raises(ValidationError, match=r"1\.1\.2026|2026-01-01"):
        make_fact("maksu", first, fact_value())


@pytest.mark.parametrize(("unit", "amount"), [("percent", None), ("rule", "1")])
def test_value_has_a_number_unless_it_is_a_rule(unit, amount):
    with pytest.raises(ValidationError):
        make_fact("maksu", fact_value(amount), unit=unit)


def test_value_says_when_to_look_at_it_again():
    with pytest.raises(ValidationError) as refused:
        fact_value(check_by=None).full_clean(exclude=["fact"])
    assert set(refused.value.error_dict) == {"check_by"}


@pytest.mark.parametrize(("field", "missing"), [("note_fi", "note_sv"), ("note_sv", "note_fi")])
def test_note_is_in_both_languages(field, missing):
    with pytest.raises(ValidationError) as refused:
        fact_value(**{field: "Tarkistakaa."}).full_clean(exclude=["fact"])
    assert set(refused.value.error_dict) == {missing}


def test_draft_of_a_fact_is_not_read():
    fact = make_fact("maksu")
    fact.unpublish()
    assert "maksu" not in published_facts()


def test_all_facts_cost_one_query_in_a_generation(django_assert_num_queries):
    make_fact("maksu")
    generation.read()
    with django_assert_num_queries(1):
        assert published_facts().history("maksu") == published_facts().history("maksu")
    generation.done_reading()


@pytest.mark.parametrize(
    ("unit", "amount", "fi", "sv"),
    [
        ("percent", "1.91", "1,91 %", "1,91 %"),
        ("eur_month", "2020", "2 020 € kuukaudessa", "2 020 € i månaden"),
        ("eur_month", "71.72", "71,72 € kuukaudessa", "71,72 € i månaden"),
        ("eur_month", "71.7", "71,70 € kuukaudessa", "71,70 € i månaden"),
        ("months", "1", "1 kuukausi", "1 månad"),
        ("months", "10", "10 kuukautta", "10 månader"),
        ("factor", "1.23", "1,23", "1,23"),
        ("factor", "1.5", "1,5", "1,5"),
        ("days", "2.5", "2,5 päivää", "2,5 dagar"),
    ],
)
def test_value_is_written_in_the_readers_language(unit, amount, fi, sv):
    make_fact("maksu", fact_value(amount), unit=unit)
    figure = published_facts().on("maksu", day("2026-06-01"))
    for language, expected in (("fi", fi), ("sv", sv)):
        with override(language):
            assert amount_of(figure).replace("\u00a0", " ") == expected


def test_language_that_facts_do_not_know_reads_the_default_one():
    make_fact("maksu")
    (figure,) = published_facts().history("maksu")
    with override("se"):
        assert name_of(figure) == "Kokeilumaksu"


@pytest.mark.parametrize(
    ("begins", "ends", "time", "years"),
    [
        ("2026-01-01", "2026-12-31", "2026", "2026"),
        ("2024-01-01", "2025-12-31", "2024–2025", "2024–2025"),
        ("2023-07-01", "2024-12-31", "1.7.2023–31.12.2024", "2023–2024"),
        ("2023-01-01", None, "alkaen 2023", "2023–"),
        ("2023-07-01", None, "alkaen 1.7.2023", "2023–"),
    ],
)
def test_time_is_written_as_short_as_it_can_be(begins, ends, time, years):
    make_fact("maksu", fact_value(valid_from=day(begins), valid_until=ends and day(ends)))
    (figure,) = published_facts().history("maksu")
    assert (time_of(figure), years_of(figure)) == (time, years)


def test_key_in_braces_becomes_the_value():
    make_fact("maksu", fact_value("10"), unit="months")
    assert filled("Enintään {maksu}, siis {maksu#}.") == "Enintään 10\u00a0kuukautta, siis 10."


@pytest.mark.parametrize("text", ["{ei-ole}", "{", "{}", "{maksu", "ei mitään"])
def test_anything_else_in_braces_stays(text):
    assert filled(text) == text


def test_fact_knows_the_guides_that_name_it(guide):
    used = {
        int(reference.object_id)
        for reference in ReferenceIndex.get_references_to(Fact.objects.get(key="tax-due-day"))
    }
    assert guide.pk in used


def test_fact_in_use_is_not_unpublished(admin_client):
    used, unused = Fact.objects.get(key="tax-due-day"), make_fact("maksu")
    answers = [
        admin_client.post(f"/admin/snippets/hub/fact/unpublish/{fact.pk}/", follow=True)
        for fact in (used, unused)
    ]
    assert list(Fact.objects.filter(pk__in=[used.pk, unused.pk], live=True)) == [used]
    assert "tax-due-day” on käytössä" in answers[0].content.decode()


def test_fact_in_use_is_not_deleted(admin_client):
    used, unused = Fact.objects.get(key="tax-due-day"), make_fact("maksu")
    for fact in (used, unused):
        admin_client.post(f"/admin/snippets/hub/fact/delete/{fact.pk}/")
    assert list(Fact.objects.filter(pk__in=[used.pk, unused.pk])) == [used]


def test_fact_that_a_page_counts_with_is_neither_deleted_nor_unpublished(admin_client):
    fact = Fact.objects.get(key="tyel-temporary-employer")
    assert not ReferenceIndex.get_references_to(fact).exists()
    answers = [
        admin_client.post(f"/admin/snippets/hub/fact/{action}/{fact.pk}/", follow=True).content.decode()
        for action in ("delete", "unpublish")
    ]
    assert Fact.objects.filter(pk=fact.pk, live=True).exists()
    assert all("laskee luvulla ”tyel-temporary-employer”" in answer for answer in answers)
