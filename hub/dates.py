"""Calendar arithmetic on plain dates, and how a date is written."""

import calendar
import datetime


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month `months` later, or the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def format_day(day: datetime.date) -> str:
    """A date as readers of Finnish and of Finland's Swedish write it: 3.11.2026."""
    return f"{day.day}.{day.month}.{day.year}"
