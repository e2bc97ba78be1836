"""A curated link: one record, told in the reader's language, with its owner, its check and what the checker found."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from hub.models import CuratedLink
from tests.support.curated_links import make_curated_link, make_dead

pytestmark = pytest.mark.django_db


def test_link_is_told_in_the_readers_language():
    link = make_curated_link("https://kokeilu.fi/", url_sv="https://kokeilu.fi/sv")
    with translation.override("sv"):
        told = (link.title, link.description, link.owner, link.url, link.language)
    assert told == ("Försökssida", "En sida för försök.", "Pakkis rådgivning", "https://kokeilu.fi/sv", "sv")
    assert (link.title, link.url, link.language) == ("Kokeilusivu", "https://kokeilu.fi/", "fi")


def test_page_that_is_in_finnish_only_is_said_to_be():
    link = make_curated_link("https://kokeilu.fi/")
    with translation.override("sv"):
        assert (link.url, link.language) == ("https://kokeilu.fi/", "fi")


def test_check_that_is_due_today_is_not_late():
    link = CuratedLink(checked_on=timezone.localdate(), check_interval=0)
    assert link.check_due_on == timezone.localdate()
    assert not link.is_check_late


def test_check_of_the_year_before_last_is_late():
    old = timezone.localdate() - datetime.timedelta(days=600)
    assert CuratedLink(checked_on=old, check_interval=12).is_check_late


def test_check_cannot_be_made_in_the_future():
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        make_curated_link(checked_on=tomorrow)
    assert set(refused.value.error_dict) == {"checked_on"}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "kokeilu.fi", "file:///etc/passwd", "https://"])
def test_address_that_is_none_is_refused(address):
    with pytest.raises(ValidationError) as refused:
        make_curated_link(address)
    assert set(refused.value.error_dict) == {"url_fi"}


def test_dead_address_of_one_language_says_nothing_of_the_other():
    link = make_curated_link("https://kokeilu.fi/", url_sv="https://kokeilu.fi/sv")
    make_dead("https://kokeilu.fi/sv", link)
    assert link.dead_on is None
    with translation.override("sv"):
        assert link.dead_on == timezone.localdate()


def test_link_that_a_page_shows_is_not_deleted(admin_client, guide):
    shown, unused = make_curated_link("https://kokeilu.fi/"), make_curated_link("https://toinen.fi/")
    guide.curated_links.append(("link", shown))
    guide.save_revision().publish()
    answers = [
        admin_client.post(f"/admin/snippets/hub/curatedlink/delete/{link.pk}/", follow=True)
        for link in (shown, unused)
    ]
    assert list(CuratedLink.objects.filter(pk__in=[shown.pk, unused.pk])) == [shown]
    assert "sen voi poistaa" not in answers[1].content.decode()
    assert "ei voi poistaa" in answers[0].content.decode()
