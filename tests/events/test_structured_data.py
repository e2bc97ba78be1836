"""What search engines read of a session and its recording."""

import datetime

import pytest
from django.utils import timezone

from events.models import SessionPage
from events.structured_data import attendance, clips, duration
from events.transcript import Chapter
from tests.support.data_blocks import data_of
from tests.support.pages import soup_of, translation_of
from tests.support.services import on_disk


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "PT0S"), (85, "PT1M25S"), (60, "PT1M0S"), (3723.4, "PT1H2M3S"), (59.6, "PT1M0S")],
)
def test_length_is_written_as_iso_8601(seconds, text):
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("is_remote", "has_venue", "mode"),
    [(True, True, "Mixed"), (True, False, "Online"), (False, True, "Offline")],
)
def test_one_takes_part_as_the_session_says(is_remote, has_venue, mode):
    assert attendance(is_remote, has_venue) == f"{mode}EventAttendanceMode"


def test_clip_ends_where_the_next_begins_and_the_last_with_the_recording():
    chapters = [Chapter(0, "Alku"), Chapter(12, "Tuki"), Chapter(60, "Loppu")]
    found = clips(chapters, 85.3, "https://pakki.example/fi/infot/palkkatuki/")
    assert [(clip["name"], clip["startOffset"], clip["endOffset"]) for clip in found] == [
        ("Alku", 0, 12),
        ("Tuki", 12, 60),
        ("Loppu", 60, 86),
    ]
    assert found[1]["url"] == "https://pakki.example/fi/infot/palkkatuki/?t=12"


def test_chapter_without_an_end_is_no_clip():
    assert clips([Chapter(0, "Alku"), Chapter(90, "Liian myöhään")], 85, "") == [
        {"@type": "Clip", "name": "Alku", "startOffset": 0, "endOffset": 90, "url": "?t=0"}
    ]
    assert clips([Chapter(5, "Kestoa ei tiedetä")], 0, "") == []
    assert clips([], 85, "") == []


@pytest.mark.django_db
def test_session_is_an_event_in_finnish_time(client, session):
    SessionPage.objects.filter(pk=session.pk).update(
        starts_at=datetime.datetime(2026, 10, 24, 14, 30, tzinfo=datetime.UTC),
        ends_at=datetime.datetime(2026, 10, 25, 14, 30, tzinfo=datetime.UTC),
    )
    event = data_of(soup_of(client, session.url))["Event"]
    assert event["startDate"] == "2026-10-24T17:30:00+03:00"
    assert event["endDate"] == "2026-10-25T16:30:00+02:00"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert [organizer["name"] for organizer in event["organizer"]] == [
        "Hirvaskosken kyläyhdistys ry",
        "Rantatuvan Tuki ry",
    ]


@pytest.mark.django_db
def test_address_of_the_online_session_is_told_until_it_has_ended(client, session):
    def places() -> dict[str, dict]:
        return {place["@type"]: place for place in data_of(soup_of(client, session.url))["Event"]["location"]}

    assert places()["Place"]["name"] == session.venue
    assert places()["VirtualLocation"]["url"] == session.full_url
    session.starts_at = timezone.now()
    session.ends_at = timezone.now() + datetime.timedelta(hours=1)
    session.save()
    assert places()["VirtualLocation"]["url"] == session.remote_url


@pytest.mark.django_db
def test_session_that_nobody_else_arranges_is_arranged_by_pakki(client, session):
    session.organisers = []
    session.save()
    assert data_of(soup_of(client, session.url))["Event"]["organizer"][0]["name"] == "Pakki"


@on_disk
@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_recording_is_a_video_with_captions_and_clips(client, session, language):
    page = session if language == "fi" else translation_of(session, language)
    video = data_of(soup_of(client, page.url))["VideoObject"]
    assert video["name"] == page.title
    assert video["duration"] == duration(session.recording.duration)
    assert video["uploadDate"] == session.recording_published_on.isoformat()
    assert video["inLanguage"] == "fi"
    assert {caption["inLanguage"] for caption in video["caption"]} == {"fi", "sv"}
    assert [clip["name"] for clip in video["hasPart"]] == [chapter.title for chapter in page.chapter_list]
    assert all(clip["url"].startswith(f"{page.full_url}?t=") for clip in video["hasPart"])
    for url in (video["contentUrl"], video["thumbnailUrl"], video["caption"][0]["contentUrl"]):
        assert client.head(url).status_code == 200


@pytest.mark.django_db
def test_session_without_a_recording_is_no_video(client, session):
    session.recording = None
    session.save()
    assert set(data_of(soup_of(client, session.url))) == {"Event", "BreadcrumbList"}
