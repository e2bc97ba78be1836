"""What a fact says on a day, and what has happened to it."""

import datetime
from decimal import Decimal

import pytest

from hub.facts.figures import Facts, Figure, Source, State, Status, UnknownFactError

CHECKED = datetime.date(2026, 6, 1)


def figure(amount: str, begins: str, ends: str | None = None, **fields) -> Figure:
    return Figure(
        **{
            "fact_id": 1,
            "key": "maksu",
            "unit": "percent",
            "amount": Decimal(amount),
            "valid_from": datetime.date.fromisoformat(begins),
            "valid_until": ends and datetime.date.fromisoformat(ends),
            "status": Status.CONFIRMED,
            "source": Source("Maksut", "Virasto", "", CHECKED),
            "names": {"fi": "maksu", "sv": "avgift"},
            "notes": {"fi": "", "sv": ""},
            "check_by": None,
        }
        | fields
    )


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def facts() -> Facts:
    return Facts([figure("2", "2026-01-01"), figure("1", "2025-01-01", "2025-12-31")])


@pytest.mark.parametrize(
    ("on", "amount"), [("2025-01-01", "1"), ("2025-12-31", "1"), ("2026-01-01", "2"), ("2030-01-01", "2")]
)
def test_value_is_that_of_the_day(facts, on, amount):
    assert facts.on("maksu", day(on)).amount == Decimal(amount)


def test_last_value_stands_where_nothing_has_replaced_it():
    ended = Facts([figure("1", "2025-01-01", "2025-12-31")])
    assert ended.on("maksu", day("2026-03-01")).state_on(day("2026-03-01")) is State.EXPIRED


@pytest.mark.parametrize(("key", "on"), [("toinen", "2026-01-01"), ("maksu", "2024-12-31")])
def test_what_is_not_known_is_an_error(facts, key, on):
    with pytest.raises(UnknownFactError):
        facts.on(key, day(on))


def test_value_that_should_have_been_checked_is_to_be_checked():
    due = figure("1", "2026-01-01", check_by=day("2026-05-31"))
    assert due.state_on(day("2026-05-31")) is State.CONFIRMED
    assert due.state_on(day("2026-06-01")) is State.TO_CHECK


def test_replaced_value_is_told_until_the_text_is_checked(facts):
    (alert,) = facts.alerts([1], day("2025-12-31"), day("2026-01-01"))
    assert (alert.before.amount, alert.figure.amount) == (Decimal(1), Decimal(2))
    assert facts.alerts([1], day("2026-01-01"), day("2026-01-02")) == []


def test_expired_value_is_told_whenever_the_text_was_checked():
    ended = Facts([figure("1", "2025-01-01", "2025-12-31")])
    (alert,) = ended.alerts([1], day("2026-02-01"), day("2026-02-01"))
    assert (alert.state, alert.before) == (State.EXPIRED, None)
    assert ended.alerts([1], CHECKED, day("2025-12-31")) == []


def test_value_that_was_doubtful_from_the_start_is_no_news():
    assert Facts([figure("1", "2025-01-01", status=Status.TO_CHECK)]).alerts([1], CHECKED, CHECKED) == []


def test_only_the_facts_that_the_text_names_are_told(facts):
    assert facts.alerts([2], day("2025-12-31"), day("2026-01-01")) == []
