"""Review dates and contact persons, which several page types share."""

import datetime

import pytest
from django.utils import timezone

from hub.models.mixins import ReviewMixin
from network.models import ContactPage
from tests.support.pages import make_private, soup_of, text_of, translation_of
from toolkit.models import GuidePage


def reviewed(days_ago: int, months: int) -> ReviewMixin:
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    return GuidePage(reviewed_on=day, review_interval=months)


def test_review_is_due_after_its_interval():
    page = GuidePage(reviewed_on=datetime.date(2026, 1, 31), review_interval=3)
    assert page.review_due_on == datetime.date(2026, 4, 30)


@pytest.mark.parametrize(("days_ago", "is_late"), [(0, False), (80, False), (100, True)])
def test_review_is_late_when_its_day_has_passed(days_ago, is_late):
    assert reviewed(days_ago, 3).is_review_late is is_late


@pytest.mark.django_db
def test_reader_is_told_when_the_review_is_late(client, guide):
    assert not soup_of(client, guide.url).select("#late")
    guide.reviewed_on = datetime.date(2020, 1, 1)
    guide.save()
    main = soup_of(client, guide.url).main
    assert "1.1.2020" in text_of(main)
    assert main.select("#late")


@pytest.mark.django_db
def test_contact_person_of_a_page_is_shown_in_the_readers_language(client, guide):
    contact = guide.contact.specific
    swedish = translation_of(contact, "sv")
    main = text_of(soup_of(client, translation_of(guide, "sv").url).main)
    assert swedish.role in main
    assert contact.role not in main


@pytest.mark.django_db
def test_private_contact_person_is_not_shown(client, guide):
    contact = guide.contact
    make_private(contact)
    make_private(translation_of(contact, "sv"))
    assert contact.title not in text_of(soup_of(client, guide.url).main)


@pytest.mark.django_db
def test_page_outlives_its_contact_person(client, guide):
    ContactPage.objects.get(pk=guide.contact_id).delete()
    guide.refresh_from_db()
    assert guide.contact is None
    assert client.get(guide.url).status_code == 200
