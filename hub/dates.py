"""Calendar arithmetic on plain dates, and how a date is written."""

import calendar
import datetime
import re

DAY = re.compile(
    r"([0-9]{1,2})\s?\.\s?([0-9]{1,2})\s?\.\s?([0-9]{4})|([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII
)


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month `months` later, or the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def parse_day(text: str) -> datetime.date:
    """The date that somebody has typed: 1.2.2027, or as machines do, 2027-02-01. Raises ValueError."""
    match = DAY.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    day, month, year, *iso = match.groups()
    parts = (int(year), int(month), int(day)) if year else tuple(int(part) for part in iso)
    return datetime.date(*parts)


def format_day(day: datetime.date) -> str:
    """A date as readers of Finnish and of Finland's Swedish write it: 3.11.2026."""
    return f"{day.day}.{day.month}.{day.year}"
