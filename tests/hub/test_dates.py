"""Adding months to a day, and writing a day."""

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.dates import add_months, format_day

days = st.dates(min_value=datetime.date(1990, 1, 1), max_value=datetime.date(2090, 12, 31))
months = st.integers(min_value=-600, max_value=600)


@given(days, months)
def test_month_is_as_many_months_later_as_was_asked(day, count):
    later = add_months(day, count)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count


@given(days, months)
def test_day_of_the_month_stays_unless_the_month_is_too_short(day, count):
    later = add_months(day, count)
    assert later.day == min(day.day, calendar.monthrange(later.year, later.month)[1])


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-31", 24, "2028-01-31"),
    ],
)
def test_ends_of_months_and_years(day, count, expected):
    assert add_months(datetime.date.fromisoformat(day), count).isoformat() == expected


def test_day_is_written_without_leading_zeros():
    assert format_day(datetime.date(2026, 3, 1)) == "1.3.2026"
