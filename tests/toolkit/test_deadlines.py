"""Dates by rule: golden days taken from the calendar by hand, and what must hold of every start day."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import deadlines
from toolkit.deadlines import Move, Rule

DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2028, 12, 31))
PAYDAYS = st.integers(1, 31)


def day(text: str) -> datetime.date:
    number, month, year = (int(part) for part in text.split("."))
    return datetime.date(year, month, number)


@pytest.mark.parametrize(
    "holiday",
    [
        *("1.1.2026", "6.1.2026", "3.4.2026", "6.4.2026", "1.5.2026", "14.5.2026", "19.6.2026"),
        *("24.12.2026", "25.12.2026", "1.1.2027", "6.1.2027", "26.3.2027", "29.3.2027", "6.5.2027"),
        *("25.6.2027", "6.12.2027", "24.12.2027", "6.1.2028", "14.4.2028", "17.4.2028", "1.5.2028"),
        *("25.5.2028", "23.6.2028", "6.12.2028", "25.12.2028", "26.12.2028"),
    ],
)
def test_no_office_works_on_a_holiday_in_the_week(holiday):
    assert day(holiday).weekday() < 5
    assert not deadlines.is_working_day(day(holiday))


@pytest.mark.parametrize(
    "work", ["2.1.2026", "5.1.2026", "7.12.2026", "23.12.2026", "28.12.2026", "29.2.2028"]
)
def test_offices_work_between_the_holidays(work):
    assert deadlines.is_working_day(day(work))


@pytest.mark.parametrize(
    ("start", "before"),
    [
        (
            "7.4.2026",
            "2.4.2026",
        ),  # After Easter: Monday, Sunday, Saturday and Good Friday are no working days.
        ("22.6.2026", "18.6.2026"),  # After Midsummer, whose eve is a Friday.
        ("4.1.2027", "31.12.2026"),  # The first Monday of the year.
        ("7.1.2027", "5.1.2027"),  # After Epiphany.
        ("28.12.2026", "23.12.2026"),  # After Christmas.
        ("1.3.2028", "29.2.2028"),  # After a leap day.
        ("7.12.2027", "3.12.2027"),  # After Independence Day, a Monday.
        ("12.1.2027", "11.1.2027"),
    ],
)
def test_what_must_hold_on_the_first_day_is_done_on_the_working_day_before(start, before):
    assert deadlines.before_start(day(start), 0).day == day(before)


@pytest.mark.parametrize(
    ("start", "weeks", "due"),
    [("11.1.2027", 1, "4.1.2027"), ("8.1.2027", 2, "23.12.2026"), ("9.4.2027", 2, "25.3.2027")],
)
def test_advice_in_weeks_falls_on_a_working_day_before_holidays(start, weeks, due):
    assert deadlines.before_start(day(start), weeks).day == day(due)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        ("11.1.2027", 7, "days", "18.1.2027"),
        ("19.3.2027", 7, "days", "25.3.2027"),  # Good Friday: earlier, for no law gives more time.
        ("18.12.2026", 7, "days", "23.12.2026"),  # Christmas Day.
        ("30.1.2028", 1, "months", "29.2.2028"),  # A leap day is the last of its month.
        ("31.1.2027", 1, "months", "26.2.2027"),  # 28.2. is a Sunday.
    ],
)
def test_time_towards_an_employee_ends_no_later_than_the_law_says(start, amount, unit, due):
    assert deadlines.after_start(day(start), amount, unit).day == day(due)


@pytest.mark.parametrize(
    ("payday", "due"),
    [
        ("15.1.2027", "20.1.2027"),
        ("31.3.2026", "7.4.2026"),  # 5.4. is Easter Sunday.
        ("15.6.2026", "22.6.2026"),  # 20.6. is Midsummer Day.
        ("20.6.2028", "26.6.2028"),  # 25.6. is a Sunday.
        ("20.12.2027", "27.12.2027"),  # 25.12. is a Saturday and 26.12. a Sunday.
        ("19.12.2028", "27.12.2028"),  # Christmas Eve to the second day of Christmas, a Sunday to a Tuesday.
        ("1.1.2026", "7.1.2026"),  # 6.1. is Epiphany.
        ("24.2.2028", "29.2.2028"),
    ],
)
def test_five_days_towards_the_incomes_register_end_on_the_next_working_day(payday, due):
    assert deadlines.after_payday(day(payday), 5).day == day(due)


@pytest.mark.parametrize(
    ("payday", "number", "due"),
    [
        ("15.1.2027", 5, "5.2.2027"),
        ("15.11.2026", 5, "7.12.2026"),  # A Saturday, then Independence Day on Sunday.
        ("31.12.2027", 5, "5.1.2028"),
        ("15.3.2026", 5, "7.4.2026"),  # Easter Sunday and Monday.
        ("15.5.2027", 12, "14.6.2027"),  # A Saturday.
        ("15.1.2028", 31, "29.2.2028"),
    ],
)
def test_day_of_the_next_month_moves_to_the_next_working_day(payday, number, due):
    assert deadlines.next_month(day(payday), number).day == day(due)


@pytest.mark.parametrize(
    ("start", "number", "first"),
    [
        ("11.1.2027", 15, "15.1.2027"),
        ("15.1.2027", 15, "15.2.2027"),
        ("1.5.2027", 15, "14.5.2027"),  # A Saturday: wages are due on the Friday.
        ("15.12.2026", 25, "23.12.2026"),  # Christmas Day and its eve.
        ("1.6.2026", 20, "18.6.2026"),  # Midsummer.
        ("1.2.2028", 31, "29.2.2028"),
        ("14.5.2027", 15, "15.6.2027"),  # The moved payday is the first day of work itself.
    ],
)
def test_first_payday(start, number, first):
    assert deadlines.paydays(day(start), None, number)[0].day == day(first)


def test_the_last_day_of_work_is_the_last_payday():
    found = [due.day for due in deadlines.paydays(day("11.1.2027"), day("31.3.2027"), 15)]
    assert found == [day("15.1.2027"), day("15.2.2027"), day("15.3.2027"), day("31.3.2027")]


def test_work_of_three_days_has_one_payday():
    assert [due.day for due in deadlines.paydays(day("11.1.2027"), day("13.1.2027"), 15)] == [
        day("13.1.2027")
    ]


@given(DAYS, PAYDAYS)
def test_paydays_are_a_year_of_working_days_in_order(start, number):
    found = [due.day for due in deadlines.paydays(start, None, number)]
    assert len(found) == deadlines.MOST_PAYDAYS
    assert found == sorted(set(found))
    assert found[0] > start
    assert all(deadlines.is_working_day(each) for each in found)


@given(DAYS)
def test_a_moved_day_is_the_nearest_working_day_in_its_direction(start):
    earlier, later = deadlines.moved(start, Move.EARLIER), deadlines.moved(start, Move.LATER)
    assert earlier.day <= start <= later.day
    assert deadlines.is_working_day(earlier.day)
    assert deadlines.is_working_day(later.day)
    between = (later.day - earlier.day).days
    assert not any(deadlines.is_working_day(earlier.day + n * deadlines.DAY) for n in range(1, between))


def test_every_rule_says_where_its_date_moves():
    assert set(deadlines.MOVES) == set(Rule)
