"""The path as a calendar file (iCalendar, RFC 5545): a day for each date, with a reminder."""

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from icalendar import Alarm, Calendar, Event

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
REMINDER = datetime.timedelta(days=-2, hours=-15)
"""Three days before, at nine in the morning: a day's entry begins at midnight."""


class Entry(NamedTuple):
    """One day of a step. `uid` stays the same when the answers change, so that a new file moves the entry."""

    uid: str
    day: datetime.date
    title: str
    text: str
    url: str


def calendar_of(entries: Iterable[Entry], name: str, made_at: datetime.datetime, language: str) -> bytes:
    """A calendar file. A program takes the entries of a file made later, to the minute, for newer ones."""
    calendar = Calendar()
    calendar.add("prodid", "-//Pakki//Pakki//FI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(name))
    for entry in entries:
        calendar.add_component(_event(entry, made_at.astimezone(datetime.UTC), language))
    return calendar.to_ical()


def _event(entry: Entry, made_at: datetime.datetime, language: str) -> Event:
    spoken = {"LANGUAGE": language}
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", made_at)
    event.add("sequence", int(made_at.timestamp()) // 60)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + datetime.timedelta(days=1))
    event.add("summary", _line(entry.title), spoken)
    event.add("description", "\n".join(_line(part) for part in entry.text.splitlines()), spoken)
    event.add("url", entry.url)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", REMINDER)
    alarm.add("description", _line(entry.title), spoken)
    event.add_component(alarm)
    return event


def _line(text: str) -> str:
    """A text on one line, so that nothing in it can begin a property of its own."""
    return " ".join(CONTROLS.sub(" ", text).split())
