"""An info session before and after it is held."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.operations import translate_object

from events.models import CaptionTrack, EventIndexPage, SessionPage, Theme
from events.queries import coming, recorded
from hub.l10n.pages import published
from tests.support.pages import make_private, soup_of, text_of, translation_of

pytestmark = pytest.mark.django_db

NOW = timezone.now()
HOUR = datetime.timedelta(hours=1)


def problems(**values) -> set[str]:
    good = {"title": "Koe", "starts_at": NOW, "ends_at": NOW + HOUR, "is_remote": True, "venue": ""}
    try:
        SessionPage(**good | values).clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


def test_session_online_or_at_a_place_is_accepted():
    assert problems() == problems(is_remote=False, venue="Kylätalo") == problems(venue="Kylätalo") == set()


@pytest.mark.parametrize("ends_at", [NOW, NOW - HOUR])
def test_session_must_end_after_it_starts(ends_at):
    assert problems(ends_at=ends_at) == {"ends_at"}


@pytest.mark.parametrize(("more", "found"), [(datetime.timedelta(), set()), (HOUR, {"ends_at"})])
def test_session_lasts_a_week_at_most(more, found):
    assert problems(ends_at=NOW + datetime.timedelta(days=7) + more) == found


def test_session_must_be_somewhere():
    assert problems(is_remote=False) == {"venue"}


def test_all_problems_are_told_at_once():
    assert problems(is_remote=False, ends_at=NOW - HOUR) == {"venue", "ends_at"}


def test_session_without_times_is_left_to_the_required_fields():
    assert problems(starts_at=None, ends_at=None) == set()


@pytest.mark.parametrize(("ends_at", "is_coming"), [(NOW + HOUR, True), (NOW - HOUR, False)])
def test_session_is_coming_until_it_has_ended(ends_at, is_coming):
    assert SessionPage(ends_at=ends_at).is_coming is is_coming


def test_captions_are_due_two_weeks_after_publishing():
    page = SessionPage(recording_published_on=datetime.date(2026, 2, 20))
    assert page.captions_due_on == datetime.date(2026, 3, 6)
    assert SessionPage().captions_due_on is None


def test_chapters_come_in_order_of_time(session):
    chapters = list(session.chapters)
    session.chapters = [(block.block_type, block.value) for block in reversed(chapters)]
    times = [chapter.start for chapter in session.chapter_list]
    assert times == sorted(times)
    assert len(times) == len(chapters) > 1


def test_coming_sessions_come_soonest_first():
    starts = [page.starts_at for page in coming(published(SessionPage))]
    assert starts == sorted(starts)
    assert len(starts) == 4


def test_recordings_come_newest_first():
    starts = [page.starts_at for page in recorded(published(SessionPage))]
    assert starts == sorted(starts, reverse=True)
    assert len(starts) == 4


@pytest.mark.parametrize(
    ("query", "seconds"),
    [
        ("", 0),
        ("t=760", 760),
        ("t=0", 0),
        ("t=-5", 0),
        ("t=1e3", 0),
        ("t=٣", 0),
        ("t=²", 0),
        ("t=999999999", 0),
    ],
)
def test_address_says_where_the_recording_starts(client, session, query, seconds):
    assert client.get(f"{session.url}?{query}").context["start_at"] == seconds


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_captions_of_the_pages_language_come_first(client, session, language):
    page = session if language == "fi" else translation_of(session, "sv")
    tracks = soup_of(client, page.url).select("video track")
    assert [track["srclang"] for track in tracks] == [language, {"fi": "sv", "sv": "fi"}[language]]
    assert all(track["kind"] == "captions" for track in tracks)


def test_transcript_has_every_word_of_the_captions(client, session):
    shown = text_of(soup_of(client, session.url).main)
    cues = session.recording.captions.get(language="fi").cues
    assert cues
    assert [cue.text for cue in cues if cue.text not in shown] == []


def test_transcript_of_another_language_is_marked_as_such(client, session):
    CaptionTrack.objects.get(media=session.recording, language="sv").delete()
    swedish = translation_of(session, "sv")
    response = client.get(swedish.url)
    assert response.context["transcript_track"].language == "fi"
    words = session.recording.captions.get(language="fi").cues[0].text
    marked = [text_of(part) for part in soup_of(client, swedish.url).main.find_all(lang="fi")]
    assert any(words in text for text in marked)


def test_recording_without_captions_is_still_shown(client, session):
    session.recording.captions.all().delete()
    soup = soup_of(client, session.url)
    assert soup.video
    assert soup.select("track") == []


def test_recording_that_a_page_shows_cannot_be_deleted(session):
    with pytest.raises(Exception, match="protected"):
        session.recording.delete()


def test_address_of_the_online_session_is_hidden_when_it_has_ended(client, session):
    assert session.remote_url
    assert session.remote_url not in client.get(session.url).content.decode()
    session.starts_at = timezone.now() - HOUR
    session.ends_at = timezone.now() + HOUR
    session.recording = None
    session.save()
    assert session.remote_url in client.get(session.url).content.decode()


def index_context(client, query: str = "") -> dict:
    index = EventIndexPage.objects.get(locale__language_code="fi")
    return client.get(f"{index.url}{query}").context


def test_recordings_are_narrowed_by_theme(client, session):
    context = index_context(client, f"?theme={session.theme_id}")
    assert [page.title for page in context["recordings"]] == [session.title]
    assert context["recording_count"] == 2


@pytest.mark.parametrize("theme", ["0", "abc", "999999", "-1", "1'"])
def test_unknown_theme_narrows_nothing(client, theme):
    assert len(index_context(client, f"?theme={theme}")["recordings"]) == 2


def test_theme_of_the_other_language_is_no_theme_here(client):
    swedish = Theme.objects.filter(locale__language_code="sv").first()
    assert index_context(client, f"?theme={swedish.pk}")["theme"] is None


def test_session_that_exists_in_the_other_language_only_is_listed_with_its_language(client, session):
    translation_of(session, "sv").delete()
    index = EventIndexPage.objects.get(locale__language_code="sv")
    link = soup_of(client, index.url).main.find("a", href=session.url)
    assert link.get("lang") == "fi" or link.find_parent(lang="fi") or link.find(lang="fi")


def test_next_session_is_another_one(client, session):
    following = client.get(session.url).context["next_session"]
    assert following.is_coming
    make_private(following)
    assert client.get(session.url).context["next_session"] != following


@pytest.fixture
def untranslated_theme(session) -> Theme:
    """A new Finnish theme, sent to translation, that the Swedish session has; Finnish words in Swedish."""
    theme = Theme.objects.create(name="Aivan uusi aihe", locale=session.locale)
    translate_object(theme, [Locale.objects.get(language_code="sv")])
    swedish = translation_of(session, "sv")
    swedish.theme = theme.get_translation(swedish.locale)
    swedish.save()
    assert swedish.theme.name == theme.name
    return swedish.theme


def test_theme_is_shown_when_it_is_wholly_translated(client, session):
    swedish = translation_of(session, "sv")
    assert swedish.theme.name in text_of(soup_of(client, swedish.url).main)
    index = swedish.get_parent()
    assert swedish.theme.name in text_of(soup_of(client, index.url).main)


def test_untranslated_theme_is_not_shown_on_its_sessions(client, session, untranslated_theme):
    page = soup_of(client, translation_of(session, "sv").url)
    assert untranslated_theme.name not in text_of(page)


def test_untranslated_theme_is_not_listed_but_its_recordings_are(client, session, untranslated_theme):
    swedish = translation_of(session, "sv")
    for query in ("", f"?theme={untranslated_theme.pk}"):
        page = soup_of(client, f"{swedish.get_parent().url}{query}")
        assert untranslated_theme.name not in text_of(page)
        assert page.main.find("a", href=swedish.url)


def test_two_themes_may_have_the_same_name(editor_client, session):
    url = reverse(Theme.snippet_viewset.get_url_name("add"))
    response = editor_client.post(url, {"name": session.theme.name, "description": ""})
    assert response.status_code == 302
    assert Theme.objects.filter(name=session.theme.name, locale=session.locale).count() == 2
