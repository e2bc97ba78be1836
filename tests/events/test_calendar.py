"""Calendar files, read by two parsers that know nothing of each other."""

import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from vobject.icalendar import registerTzid

from events.calendar import Session, calendar_of, line, lines, subscription_of

HELSINKI = ZoneInfo("Europe/Helsinki")
TODAY = datetime.date(2026, 11, 25)
HOUR = datetime.timedelta(hours=1)

AROUND_THE_CHANGES = [
    ("2026-10-24T17:30:00+03:00", 3),  # The clocks go back in the night after it.
    ("2026-10-25T02:30:00+03:00", 3),
    ("2026-10-25T17:30:00+02:00", 2),
    ("2027-03-27T17:30:00+02:00", 2),  # And forward.
    ("2027-03-28T17:30:00+03:00", 3),
    ("2028-01-01T00:30:00+02:00", 2),
]


def session(**values) -> Session:
    start = values.pop("starts_at", datetime.datetime(2026, 12, 7, 15, 30, tzinfo=datetime.UTC))
    plain = {
        "uid": "631c1dcd@pakki.example",
        "sequence": 3,
        "changed_at": datetime.datetime(2026, 11, 25, 4, 0, tzinfo=datetime.UTC),
        "ends_at": start + HOUR,
        "title": "Työsopimus yhdessä illassa",
        "text": "Tuokaa sopimus.\nhttps://pakki.example/fi/",
        "place": "Kylätalo, Jokivarrentie 26; sali",
        "url": "https://pakki.example/fi/infot/tyosopimus/",
    }
    return Session(starts_at=start, **plain | values)


def written(*sessions: Session, language: str = "fi") -> str:
    return calendar_of(sessions, language, TODAY).to_ical().decode()


def by_icalendar(text: str) -> list[dict]:
    return [
        {name: event[name] for name in ("summary", "description", "location", "uid", "url")}
        | {"start": event["dtstart"].dt, "end": event["dtend"].dt}
        for event in icalendar.Calendar.from_ical(text).walk("VEVENT")
    ]


def by_vobject(text: str) -> list[dict]:
    registerTzid("Europe/Helsinki", None)  # It would keep the time zone of the calendar that it read first.
    return [
        {name: getattr(event, name).value for name in ("summary", "description", "location", "uid", "url")}
        | {"start": event.dtstart.value, "end": event.dtend.value}
        for event in vobject.readOne(text).vevent_list
    ]


each_parser = pytest.mark.parametrize("parse", [by_icalendar, by_vobject])


@each_parser
def test_session_is_read_as_it_was_written(parse):
    (event,) = parse(written(session()))
    assert event == {
        "summary": "Työsopimus yhdessä illassa",
        "description": "Tuokaa sopimus.\nhttps://pakki.example/fi/",
        "location": "Kylätalo, Jokivarrentie 26; sali",
        "uid": "631c1dcd@pakki.example",
        "url": "https://pakki.example/fi/infot/tyosopimus/",
        "start": datetime.datetime(2026, 12, 7, 17, 30, tzinfo=HELSINKI),
        "end": datetime.datetime(2026, 12, 7, 18, 30, tzinfo=HELSINKI),
    }


@each_parser
@pytest.mark.parametrize(("moment", "hours"), AROUND_THE_CHANGES)
def test_time_is_right_on_both_sides_of_a_change_of_the_clocks(parse, moment, hours):
    start = datetime.datetime.fromisoformat(moment)
    others = [session(starts_at=datetime.datetime.fromisoformat(other)) for other, _ in AROUND_THE_CHANGES]
    event = parse(written(session(starts_at=start), *others))[0]
    assert event["start"].astimezone(datetime.UTC) == start.astimezone(datetime.UTC)
    assert event["start"].utcoffset() == hours * HOUR
    assert event["end"] - event["start"] == HOUR


def observances(*moments: str) -> list[icalendar.cal.Component]:
    """What the time zone of a calendar with sessions at these moments is made of."""
    sessions = [session(starts_at=datetime.datetime.fromisoformat(moment)) for moment in moments]
    (zone,) = icalendar.Calendar.from_ical(written(*sessions)).walk("VTIMEZONE")
    return zone.subcomponents


def test_file_tells_of_each_change_at_the_moment_when_it_comes():
    changes = observances(*(moment for moment, _hours in AROUND_THE_CHANGES))
    for change in changes:
        # A change is written in the time that holds until then.
        moment = change["dtstart"].dt.replace(tzinfo=datetime.timezone(change["tzoffsetfrom"].td))
        just_before = (moment - datetime.timedelta(seconds=1)).astimezone(HELSINKI)
        assert just_before.utcoffset() == change["tzoffsetfrom"].td
        assert moment.astimezone(HELSINKI).utcoffset() == change["tzoffsetto"].td
        assert moment.astimezone(HELSINKI).tzname() == change["tzname"]
        assert (change.name == "DAYLIGHT") is (change["tzoffsetto"].td == 3 * HOUR)
    assert [f"{change['dtstart'].dt:%Y-%m-%d}" for change in changes] == [
        "2026-01-01",
        "2026-03-29",
        "2026-10-25",
        "2027-03-28",
        "2027-10-31",
        "2028-03-26",
        "2028-10-29",
    ]


def test_file_tells_of_the_years_of_its_sessions_only():
    assert {change["dtstart"].dt.year for change in observances("2027-01-11T18:00:00+02:00")} == {2027}


@each_parser
def test_title_cannot_begin_a_property_of_its_own(parse):
    title = "Info\r\nATTENDEE:mailto:x@evil.example\rORGANIZER:y\u2028URL:z\x0b\x00"
    text = written(session(title=title, place=title, text=title))
    (event,) = parse(text)
    assert event["summary"] == "Info ATTENDEE:mailto:x@evil.example ORGANIZER:y URL:z"
    names = {entry.partition(":")[0].partition(";")[0] for entry in text.replace("\r\n ", "").splitlines()}
    assert not names & {"ATTENDEE", "ORGANIZER"}


@each_parser
@pytest.mark.parametrize("shift", range(8))
@pytest.mark.parametrize("letter", ["ä", "å", "€", "👩‍🌾", "🎉"])
def test_long_text_is_folded_without_breaking_a_letter(parse, letter, shift):
    title = "x" * shift + letter * 80
    data = calendar_of([session(title=title)], "fi", TODAY).to_ical()
    assert max(len(row) for row in data.split(b"\r\n")) <= 75
    for row in data.split(b"\r\n"):
        row.decode()  # Every row is whole by itself.
    assert parse(data.decode())[0]["summary"] == title


@each_parser
def test_marks_that_the_format_uses_are_kept(parse):
    title = r"Raha; aika, \n ja \\ muu: \"kaikki\""
    assert parse(written(session(title=title)))[0]["summary"] == title


@each_parser
def test_address_is_kept_as_it_is(parse):
    url = "https://pakki.example/fi/?a=1;b=2,3"
    assert parse(written(session(url=url)))[0]["url"] == url


def test_every_line_ends_as_the_format_demands():
    data = written(session())
    assert data.endswith("\r\n")
    assert "\n" not in data.replace("\r\n", "")


def test_event_says_when_it_was_changed():
    (event,) = icalendar.Calendar.from_ical(written(session())).walk("VEVENT")
    assert event["sequence"] == 3
    assert event["dtstamp"].dt == event["last-modified"].dt == session().changed_at


def test_texts_say_their_language():
    (event,) = icalendar.Calendar.from_ical(written(session(), language="sv")).walk("VEVENT")
    assert {event[name].params["language"] for name in ("summary", "description", "location")} == {"sv"}


def test_subscription_has_a_name_and_says_when_to_ask_again():
    data = subscription_of([session()], "Pakki: tulevat infot", "fi", TODAY).to_ical().decode()
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar["name"] == calendar["x-wr-calname"] == "Pakki: tulevat infot"
    assert calendar["x-published-ttl"] == "PT6H"
    assert calendar["refresh-interval"].dt == 6 * HOUR
    assert len(by_vobject(data)) == 1


def test_calendar_without_sessions_is_a_calendar_still():
    data = subscription_of([], "Pakki", "fi", TODAY).to_ical().decode()
    assert by_icalendar(data) == []
    assert vobject.readOne(data).vtimezone.tzid.value == "Europe/Helsinki"


@pytest.mark.parametrize(
    ("text", "one", "many"),
    [("a\r\nb\x07c", "a b c", "a\nb c"), *[("työn\u00adantaja",) * 3]],
)
def test_control_characters_are_taken_out_and_soft_hyphens_kept(text, one, many):
    assert line(text) == one
    assert lines(text) == many
