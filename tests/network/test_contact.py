"""Contact persons, also those whose employment has ended."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from network.models import ContactIndexPage, ContactPage
from tests.support.pages import soup_of, text_of

DAY = datetime.timedelta(days=1)


def person(**values) -> ContactPage:
    return ContactPage(title="Helmi Kivelä", **values)


@pytest.mark.parametrize(("days", "is_working"), [(None, True), (1, True), (0, True), (-1, False)])
def test_person_works_until_the_last_day(days, is_working):
    until = None if days is None else timezone.localdate() + days * DAY
    assert person(works_until=until).is_working is is_working


@pytest.mark.parametrize(
    ("name", "initials"), [("Helmi Kivelä", "HK"), ("Anna Maria Öhman", "AM"), ("Åke", "Å"), ("", "")]
)
def test_door_plate_has_the_initials(name, initials):
    assert ContactPage(title=name).initials == initials


def test_number_is_a_link():
    assert person(phone="040 123 4567").phone_href == "tel:+358401234567"


@pytest.mark.parametrize("phone", ["soita", "040-1234567"])
def test_number_that_cannot_be_dialled_is_refused(phone):
    with pytest.raises(ValidationError):
        ContactPage._meta.get_field("phone").clean(phone, None)


@pytest.fixture
def former(db) -> ContactPage:
    return ContactPage.objects.get(locale__language_code="fi", slug="eeva-lehtovaara")


@pytest.fixture
def working(db) -> ContactPage:
    return ContactPage.objects.get(locale__language_code="fi", slug="helmi-kivela")


def test_page_of_a_working_person_has_number_and_address(client, working):
    main = soup_of(client, working.url).main
    assert main.find("a", href=working.phone_href)
    assert main.find("a", href=f"mailto:{working.email}")


def test_page_of_a_former_person_says_so_and_gives_no_number(client, former):
    assert not former.is_working
    former.phone, former.email = "040 999 9999", "eeva@pakki.example"
    former.save()
    main = soup_of(client, former.url).main
    assert not main.find("a", href=former.phone_href)
    assert not main.find("a", href=f"mailto:{former.email}")
    assert "päättyn" in text_of(main)


def test_former_person_is_still_found_at_the_old_address(client, former):
    assert client.get(former.url).status_code == 200


def test_list_puts_former_persons_apart(client, former, working):
    index = ContactIndexPage.objects.get(locale__language_code="fi")
    context = client.get(index.url).context
    assert former in context["former"]
    assert working in context["working"]
    assert former not in context["working"]


def test_front_page_names_only_persons_who_work_here(client, home_fi, working):
    people = client.get(home_fi.url).context["people"]
    assert people
    assert all(person.is_working for person in people)
    for one in ContactPage.objects.filter(locale__language_code="fi"):
        one.works_until = timezone.localdate() - DAY
        one.save()
    assert client.get(home_fi.url).context["people"] == []


def test_guide_whose_contact_person_has_left_offers_no_number_of_that_person(client, guide, former):
    former.phone = "040 999 9999"
    former.save()
    guide.contact = former
    guide.save()
    assert not soup_of(client, guide.url).main.find("a", href=former.phone_href)
