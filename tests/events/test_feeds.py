"""Feeds, podcast and calendars of the sessions."""

import datetime
from pathlib import Path

import icalendar
import pytest
from defusedxml import ElementTree
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from events.feeds import file_size
from events.models import SessionPage
from tests.support.pages import soup_of, translation_of
from tests.support.services import on_disk

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
FEEDS = {"fi": "/fi/infot.xml", "sv": "/sv/infotraffar.xml"}
PODCASTS = {"fi": "/fi/tallenteet.xml", "sv": "/sv/inspelningar.xml"}
CALENDARS = {"fi": "/fi/kalenteri.ics", "sv": "/sv/kalender.ics"}
FILES = {"fi": "/fi/kalenteri/{}.ics", "sv": "/sv/kalender/{}.ics"}


@pytest.fixture
def coming_session(db) -> SessionPage:
    """A Finnish session that has not been held."""
    return SessionPage.objects.get(slug="tyosopimus-yhdessa-illassa")


def read(client, url: str):
    response = client.get(url)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def events(client, url: str) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(client.get(url).content).walk("VEVENT")


@pytest.mark.parametrize("language", FEEDS)
def test_feed_has_the_sessions_of_its_language_coming_ones_first(client, language):
    found = read(client, FEEDS[language]).findall(f"{ATOM}entry")
    sessions = SessionPage.objects.live().filter(locale__language_code=language).order_by("-starts_at")
    assert [entry.findtext(f"{ATOM}title") for entry in found] == [page.title for page in sessions]


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "klo 17.30–18.30. Etänä"), ("sv", "kl. 17.30–18.30. På distans")]
)
def test_entry_says_when_and_where(client, coming_session, language, words):
    page = coming_session if language == "fi" else translation_of(coming_session, language)
    (entry,) = [
        entry
        for entry in read(client, FEEDS[language]).findall(f"{ATOM}entry")
        if entry.findtext(f"{ATOM}title") == page.title
    ]
    assert words in entry.findtext(f"{ATOM}summary")


@pytest.mark.parametrize(
    ("venue", "is_remote", "words"), [("Kylätalo", False, "Kylätalo."), ("", True, "Etänä.")]
)
def test_place_is_where_one_can_take_part(client, coming_session, venue, is_remote, words):
    SessionPage.objects.filter(pk=coming_session.pk).update(venue=venue, is_remote=is_remote)
    assert f"18.30. {words} " in client.get(FEEDS["fi"]).content.decode()


def episodes(client, language: str):
    return read(client, PODCASTS[language]).find("channel").findall("item")


def test_podcast_has_what_its_programs_ask_for(client):
    channel = read(client, PODCASTS["fi"]).find("channel")
    assert channel.findtext("language") == "fi"
    assert channel.findtext(f"{ITUNES}author") == "Pakki"
    assert channel.findtext(f"{ITUNES}explicit") == "false"
    assert channel.find(f"{ITUNES}image").get("href") == "http://localhost/static/hub/images/podcast.png"
    assert channel.find(f"{ITUNES}category").get("text") == "Education"


@on_disk
@pytest.mark.parametrize("language", PODCASTS)
def test_episode_can_be_fetched_and_is_as_large_as_it_says(client, session, language):
    page = session if language == "fi" else translation_of(session, language)
    item = episodes(client, language)[0]
    assert item.findtext("title") == page.title
    enclosure = item.find("enclosure")
    response = client.head(enclosure.get("url"))
    assert response["Content-Type"] == enclosure.get("type") == "video/mp4"
    assert response["Content-Length"] == enclosure.get("length")
    assert item.findtext(f"{ITUNES}duration") == str(round(session.recording.duration))


def test_episode_brings_its_captions(client, session):
    transcripts = episodes(client, "fi")[0].findall(f"{PODCAST}transcript")
    assert {part.get("language") for part in transcripts} == {"fi", "sv"}
    assert all(client.head(part.get("url")).status_code == 200 for part in transcripts)


def test_episode_in_another_language_says_which(client):
    assert "Talat språk: finska." in episodes(client, "sv")[0].findtext("description")
    assert "Puhuttu kieli" not in episodes(client, "fi")[0].findtext("description")


def test_episode_keeps_its_name_when_the_address_changes(client, session):
    before = episodes(client, "fi")[0].findtext("guid")
    session.slug = "uusi"
    session.save()
    after = episodes(client, "fi")[0]
    assert (after.findtext("guid"), "uusi" in after.findtext("link")) == (before, True)


@on_disk
def test_recording_whose_file_is_gone_does_not_break_the_podcast(client, session):
    Path(session.recording.file.path).rename(f"{session.recording.file.path}.gone")
    try:
        assert file_size(session.recording) == 0
        assert episodes(client, "fi")[0].find("enclosure").get("length") == "0"
    finally:
        Path(f"{session.recording.file.path}.gone").rename(session.recording.file.path)


def test_recording_of_unknown_length_tells_none(client, session):
    session.recording.duration = 0
    session.recording.save()
    assert episodes(client, "fi")[0].find(f"{ITUNES}duration") is None


@pytest.mark.parametrize("language", CALENDARS)
def test_calendar_has_the_coming_sessions_of_its_language(client, language):
    pages = SessionPage.objects.live().filter(locale__language_code=language, ends_at__gte=timezone.now())
    assert {str(event["summary"]) for event in events(client, CALENDARS[language])} == {
        p.title for p in pages
    }
    assert len(pages) == 2


def test_session_has_one_name_in_every_language(client, coming_session):
    names = {
        str(events(client, url.format(coming_session.translation_key))[0]["uid"]) for url in FILES.values()
    }
    assert names == {f"{coming_session.translation_key}@localhost"}


def test_edit_changes_what_the_calendar_shows_and_not_the_name(client, coming_session):
    url = FILES["fi"].format(coming_session.translation_key)
    (before,) = events(client, url)
    coming_session.title, coming_session.slug = "Sopimus, osa 2", "sopimus-osa-2"
    coming_session.starts_at += datetime.timedelta(minutes=30)
    published = coming_session.last_published_at + datetime.timedelta(days=1)
    coming_session.save_revision().publish()
    SessionPage.objects.filter(pk=coming_session.pk).update(last_published_at=published)
    (after,) = events(client, url)
    assert after["uid"] == before["uid"]
    assert after["summary"] == "Sopimus, osa 2"
    assert after["dtstart"].dt - before["dtstart"].dt == datetime.timedelta(minutes=30)
    assert after["sequence"] > before["sequence"]
    assert after["dtstamp"].dt > before["dtstamp"].dt


def test_address_of_the_online_session_is_in_the_calendar_until_it_has_ended(client, session, coming_session):
    SessionPage.objects.filter(pk=coming_session.pk).update(takes_sign_ups=False)
    (coming,) = events(client, FILES["fi"].format(coming_session.translation_key))
    (held,) = events(client, FILES["fi"].format(session.translation_key))
    assert coming_session.remote_url in coming["description"]
    assert session.remote_url not in held["description"]


def test_calendar_file_is_named_after_the_session(client, coming_session):
    response = client.get(FILES["fi"].format(coming_session.translation_key))
    assert response["Content-Disposition"] == 'inline; filename="tyosopimus-yhdessa-illassa.ics"'
    assert response["Content-Type"] == "text/calendar; charset=utf-8"


def test_session_that_was_never_published_by_wagtail_is_in_the_calendar(client, coming_session):
    SessionPage.objects.filter(pk=coming_session.pk).update(first_published_at=None, last_published_at=None)
    (event,) = events(client, FILES["fi"].format(coming_session.translation_key))
    assert event["sequence"] == 0


def test_unknown_session_is_not_found(client):
    assert client.get(FILES["fi"].format("00000000-0000-0000-0000-000000000000")).status_code == 404


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "Lisää kalenteriin"), ("sv", "Lägg till i kalendern")]
)
def test_coming_session_can_be_added_to_a_calendar(client, coming_session, language, words):
    page = coming_session if language == "fi" else translation_of(coming_session, language)
    link = soup_of(client, page.url).main.find("a", string=words)
    (event,) = events(client, link["href"])
    assert str(event["summary"]) == page.title


def test_session_that_has_been_held_is_not_offered_to_a_calendar(client, session):
    assert soup_of(client, session.url).main.find("a", string="Lisää kalenteriin") is None


@pytest.mark.parametrize("language", CALENDARS)
def test_index_offers_calendar_and_podcast(client, session, language):
    index = (session if language == "fi" else translation_of(session, language)).get_parent()
    links = {link["href"] for link in soup_of(client, index.url).main.find_all("a")}
    assert {CALENDARS[language], PODCASTS[language]} <= links


@pytest.mark.parametrize("language", FEEDS)
def test_pages_about_sessions_announce_their_feeds(client, session, language):
    page = session if language == "fi" else translation_of(session, language)
    for url in (page.url, page.get_parent().url, f"/{language}/"):
        announced = {
            link["href"]: link["type"] for link in soup_of(client, url).select("link[rel=alternate][type]")
        }
        assert announced[FEEDS[language]] == "application/atom+xml"
        assert announced[PODCASTS[language]] == "application/rss+xml"
        assert announced[CALENDARS[language]] == "text/calendar"
        for address, kind in announced.items():
            assert client.get(address)["Content-Type"] == f"{kind}; charset=utf-8"


def test_sessions_are_dated_by_their_publishing(client, coming_session):
    (entry,) = [
        entry
        for entry in read(client, FEEDS["fi"]).findall(f"{ATOM}entry")
        if entry.findtext(f"{ATOM}title") == coming_session.title
    ]
    assert parse_datetime(entry.findtext(f"{ATOM}updated")) == coming_session.last_published_at
    assert parse_datetime(entry.findtext(f"{ATOM}published")) == coming_session.first_published_at
