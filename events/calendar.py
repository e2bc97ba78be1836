"""Calendar files (iCalendar, RFC 5545) from plain data."""

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration

FINLAND = ZoneInfo("Europe/Helsinki")
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
REFRESHED_EVERY = datetime.timedelta(hours=6)
"""How often a program that subscribes should ask again."""


class Session(NamedTuple):
    """One session as a calendar shows it, in one language.

    `uid` is the same in every language and after every edit; `sequence` grows with each publishing.
    """

    uid: str
    sequence: int
    changed_at: datetime.datetime
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    title: str
    text: str
    place: str
    url: str
    is_cancelled: bool = False


def calendar_of(sessions: Iterable[Session], language: str, today: datetime.date) -> Calendar:
    """A calendar with its time zone; `today` only matters to a calendar without sessions.

    The times are Finnish: a program that knows nothing of Finland finds each change of the clocks in the file.
    """
    sessions = list(sessions)
    calendar = Calendar()
    calendar.add("prodid", "-//Pakki//Pakki//FI")
    calendar.add("version", "2.0")
    calendar.add_component(_timezone([s.starts_at for s in sessions] + [s.ends_at for s in sessions], today))
    for session in sessions:
        calendar.add_component(_event(session, language))
    return calendar


def subscription_of(sessions: Iterable[Session], name: str, language: str, today: datetime.date) -> Calendar:
    """A calendar with a name, which programs read again and again."""
    calendar = calendar_of(sessions, language, today)
    calendar.add("name", line(name), {"LANGUAGE": language})
    calendar.add("x-wr-calname", line(name))
    calendar.add("refresh-interval", REFRESHED_EVERY, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESHED_EVERY))
    return calendar


def line(text: str) -> str:
    """A text on one line, so that nothing in it can begin a property of its own."""
    return " ".join(CONTROLS.sub(" ", text).split())


def lines(text: str) -> str:
    """A text whose line breaks are kept, without control characters."""
    return "\n".join(line(part) for part in text.splitlines())


def _timezone(moments: list[datetime.datetime], today: datetime.date) -> Timezone:
    """Finnish time in the years of the moments, each change of the clocks written out.

    icalendar's own writes the changes in spring an hour late.
    """
    years = {moment.astimezone(FINLAND).year for moment in moments} or {today.year}
    start = datetime.datetime(min(years), 1, 1, tzinfo=FINLAND)
    zone = Timezone()
    zone.add("tzid", FINLAND.key)
    zone.add_component(_observance(start, start))
    for year in range(min(years), max(years) + 1):
        for before, after in _changes(year):
            zone.add_component(_observance(before, after))
    return zone


@lru_cache
def _changes(year: int) -> list[tuple[datetime.datetime, datetime.datetime]]:
    """The last hour before and the first hour after each change of the clocks in a year."""
    first = datetime.datetime(year, 1, 1, tzinfo=datetime.UTC)
    hours = [(first + datetime.timedelta(hours=n)).astimezone(FINLAND) for n in range(366 * 24)]
    return [(one, two) for one, two in pairwise(hours) if one.utcoffset() != two.utcoffset()]


def _observance(before: datetime.datetime, after: datetime.datetime) -> TimezoneDaylight | TimezoneStandard:
    """The time that holds from the moment `after`, whose beginning is written in the time that held `before`."""
    observance = TimezoneDaylight() if after.dst() else TimezoneStandard()
    hour = after.astimezone(datetime.UTC) - before.astimezone(datetime.UTC)
    observance.add("dtstart", before.replace(tzinfo=None) + hour)
    observance.add("tzoffsetfrom", before.utcoffset())
    observance.add("tzoffsetto", after.utcoffset())
    observance.add("tzname", after.tzname())
    return observance


def _event(session: Session, language: str) -> Event:
    event = Event()
    spoken = {"LANGUAGE": language}
    event.add("uid", session.uid)
    event.add("dtstamp", session.changed_at.astimezone(datetime.UTC))
    event.add("last-modified", session.changed_at.astimezone(datetime.UTC))
    event.add("sequence", session.sequence)
    event.add("dtstart", session.starts_at.astimezone(FINLAND))
    event.add("dtend", session.ends_at.astimezone(FINLAND))
    event.add("summary", line(session.title), spoken)
    event.add("description", lines(session.text), spoken)
    event.add("location", line(session.place), spoken)
    event.add("url", session.url)
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    return event
