"""The calendar file of a path, read by two parsers that know nothing of each other."""

import datetime

import icalendar
import vobject

from toolkit.path.ics import REMINDER, Entry, calendar_of

MADE_AT = datetime.datetime(2026, 12, 1, 8, 0, tzinfo=datetime.UTC)
DAY = datetime.date(2028, 2, 29)


def entry(**values) -> Entry:
    plain = {
        "uid": "abc-contract-1@pakki.example",
        "day": DAY,
        "title": "Tehkää työsopimus; kirjallisena, åäö",
        "text": "Suullinenkin sitoo.\nKuka: hallitus",
        "url": "https://pakki.example/fi/tyokalut/oma-polku/?start=1.3.2028&key=abc",
    }
    return Entry(**plain | values)


def written(*entries: Entry, made_at: datetime.datetime = MADE_AT) -> str:
    return calendar_of(entries, "Oma polku", made_at, "fi").decode()


def test_two_parsers_read_the_same_day_and_texts():
    one = icalendar.Calendar.from_ical(written(entry())).walk("VEVENT")[0]
    other = vobject.readOne(written(entry())).vevent
    assert one["dtstart"].dt == other.dtstart.value == DAY
    assert one["dtend"].dt == other.dtend.value == datetime.date(2028, 3, 1)
    assert str(one["summary"]) == other.summary.value == entry().title
    assert str(one["description"]) == other.description.value == entry().text
    assert str(one["uid"]) == other.uid.value == entry().uid
    assert str(one["url"]) == other.url.value == entry().url


def test_two_parsers_find_the_reminder():
    one = icalendar.Calendar.from_ical(written(entry())).walk("VALARM")[0]
    other = vobject.readOne(written(entry())).vevent.valarm
    assert one["trigger"].dt == other.trigger.value == REMINDER
    assert one["action"] == other.action.value == "DISPLAY"


def test_a_file_made_later_replaces_the_entry():
    before, after = (
        icalendar.Calendar.from_ical(written(entry(day=day), made_at=made_at)).walk("VEVENT")[0]
        for day, made_at in [
            (DAY, MADE_AT),
            (datetime.date(2028, 3, 7), MADE_AT + datetime.timedelta(minutes=1)),
        ]
    )
    assert before["uid"] == after["uid"]
    assert before["sequence"] < after["sequence"] < 2**31
    assert before["dtstamp"].dt < after["dtstamp"].dt


def test_nothing_in_a_text_begins_a_property():
    text = written(entry(title="a\r\nATTENDEE:x", text="b\u2028BEGIN:VALARM\r\nc\x00"))
    assert len(icalendar.Calendar.from_ical(text).walk("VALARM")) == 1
    assert "\nATTENDEE" not in text
    assert "\x00" not in text


def test_lines_are_no_longer_than_the_standard_allows():
    assert all(len(line.encode()) <= 75 for line in written(entry(title="ä" * 500)).split("\r\n"))
