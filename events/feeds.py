"""What is told of the sessions outside their pages: a feed, a podcast, and calendars."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.translation import gettext
from wagtail.models import Page

from events.calendar import Session, calendar_of, subscription_of
from events.podcast import PodcastFeed, Transcript
from events.wording import announced_title, change_of, place_of, spoken_in, when_and_where
from hub.seo.feeds import ATOM, Feed, add_page, atom
from hub.seo.sharing import root_url_of

if TYPE_CHECKING:
    from events.models import SessionPage


def sessions_feed() -> Feed:
    """Sessions, coming and held."""
    return Feed(gettext("Pakki: info sessions"), reverse("sessions_feed"), ATOM)


def recordings_feed() -> Feed:
    """Recordings, for podcast programs."""
    return Feed(gettext("Pakki: recordings as a podcast"), reverse("recordings_feed"), "application/rss+xml")


def calendar_feed() -> Feed:
    """Coming sessions, for calendar programs."""
    return Feed(gettext("Pakki: coming info sessions"), reverse("calendar"), "text/calendar")


def announced() -> list[Feed]:
    """What pages about sessions announce in their heads."""
    return [sessions_feed(), recordings_feed(), calendar_feed()]


def feed_of(sessions: Iterable["SessionPage"], front: Page) -> Atom1Feed:
    """Sessions as an Atom feed in the language of the front page."""
    feed = atom(sessions_feed(), front, root_url_of(front))
    for session in sessions:
        summary = f"{change_of(session)} {when_and_where(session)} {session.lead}".strip()
        add_page(feed, session, summary, session.first_published_at or session.starts_at)
    return feed


def podcast_of(recordings: Iterable["SessionPage"], front: Page) -> PodcastFeed:
    """Sessions with their recordings as a podcast in the language of the front page."""
    root_url = root_url_of(front)
    about = recordings_feed()
    podcast = PodcastFeed(
        title=about.title,
        link=front.full_url,
        description=gettext(
            "Info sessions for associations that employ or are thinking of it, with captions."
        ),
        language=front.locale.language_code,
        feed_url=f"{root_url}{about.url}",
        author=settings.WAGTAIL_SITE_NAME,
        picture=urljoin(root_url, static("hub/images/podcast.png")),
    )
    for session in recordings:
        media = session.recording
        if media is None:
            continue
        parts = [session.lead, spoken_in(session), session.caption_languages]
        add_page(
            podcast,
            session,
            " ".join(f"{part.rstrip('.')}." for part in parts if part),
            session.starts_at,
            enclosures=[
                Enclosure(urljoin(root_url, media.url), str(file_size(media)), media.sources[0]["type"])
            ],
            seconds=round(media.duration),
            transcripts=[
                Transcript(urljoin(root_url, track.file.url), track.language)
                for track in media.captions.all()
            ],
        )
    return podcast


def file_size(media) -> int:
    """The size of a recording in bytes; 0, which podcasts take for unknown, when its file is gone."""
    try:
        return media.file.size
    except OSError:
        return 0


def calendar_file(session: "SessionPage", front: Page, join_url: str = "") -> bytes:
    """One session for a calendar, in the language of the front page; `join_url` is for who has a seat online."""
    entries = [entry(session, _host(front), join_url)]
    return calendar_of(entries, front.locale.language_code, timezone.localdate()).to_ical()


def subscription(sessions: Iterable["SessionPage"], front: Page) -> bytes:
    """Sessions for a calendar program that asks again and again."""
    language = front.locale.language_code
    name = calendar_feed().title
    return subscription_of(_entries(sessions, front), name, language, timezone.localdate()).to_ical()


def _entries(sessions: Iterable["SessionPage"], front: Page) -> list[Session]:
    return [entry(session, _host(front)) for session in sessions]


def _host(front: Page) -> str:
    return str(urlsplit(root_url_of(front)).hostname)


def entry(session: "SessionPage", host: str, join_url: str = "") -> Session:
    """A session for a calendar: its name does not change with language, address or edits.

    The sequence counts seconds between the first and the last publishing: it grows with every one of them, and
    costs no query.
    """
    changed_at = session.last_published_at or session.starts_at
    first = session.first_published_at or changed_at
    join_url = join_url or session.open_remote_url
    join = f"{gettext('Take part online')}: {join_url}" if join_url else ""
    return Session(
        uid=f"{session.translation_key}@{host}",
        sequence=max(int((changed_at - first).total_seconds()), 0),
        changed_at=changed_at,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        title=announced_title(session),
        text="\n".join(part for part in (change_of(session), session.lead, join, session.full_url) if part),
        place=place_of(session),
        url=session.full_url,
        is_cancelled=session.is_cancelled,
    )
