"""When, where and in which language a session is held, in the reader's words."""

import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext

from hub.dates import format_day

if TYPE_CHECKING:
    from events.models import SessionPage


def place_of(session: "SessionPage") -> str:
    """Where one takes part: at a place, online, or either."""
    if session.venue and session.is_remote:
        return gettext("Online, or on the spot: %(venue)s") % {"venue": session.venue}
    return session.venue or gettext("Online")


def when_and_where(session: "SessionPage") -> str:
    """The time and the place in one sentence, for a reader who sees no more of the session."""
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return gettext("%(day)s at %(from)s–%(to)s. %(place)s.") % {
        "day": format_day(start),
        "from": clock(start),
        "to": clock(end),
        "place": place_of(session),
    }


def announced_title(session: "SessionPage") -> str:
    """The title, with a word before it when the session does not take place."""
    if session.is_cancelled:
        return gettext("Cancelled: %(title)s") % {"title": session.title}
    return session.title


def change_of(session: "SessionPage") -> str:
    """That the session is cancelled, or when it was to begin before it moved, and why; empty when nothing changed."""
    if session.is_cancelled:
        change = gettext("The session has been cancelled.")
    elif session.moved_from:
        before = timezone.localtime(session.moved_from)
        change = gettext("The session has moved. It was to be on %(day)s at %(time)s.") % {
            "day": format_day(before),
            "time": clock(before),
        }
    else:
        return ""
    return f"{change} {session.change_note}".strip()


def spoken_in(session: "SessionPage") -> str:
    """Which language is spoken, as a phrase; empty when it is the one being read."""
    if session.language == get_language():
        return ""
    name = str(dict(settings.LANGUAGES).get(session.language, session.language)).lower()
    return gettext("Spoken language: %(language)s") % {"language": name}


def clock(moment: datetime.datetime) -> str:
    """A time of day: 17.30."""
    return f"{moment:%H.%M}"
