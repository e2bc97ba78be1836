"""An employment cut at the ends of calendar months: each month is paid by its days."""

import calendar
import datetime
from decimal import Decimal
from typing import NamedTuple

from hub.dates import add_months

ONE_DAY = datetime.timedelta(days=1)


class Slice(NamedTuple):
    """The days of an employment in one calendar month, and which part of the month they are."""

    first: datetime.date
    last: datetime.date

    @property
    def part(self) -> Decimal:
        """The days in it to the days of the month: 1 for a whole one."""
        return Decimal((self.last - self.first).days + 1) / _length(self.first)

    def part_until(self, end: datetime.date | None) -> Decimal:
        """The same for the days up to `end`; None is no end."""
        last = self.last if end is None else min(self.last, end)
        return max(Decimal((last - self.first).days + 1) / _length(self.first), Decimal(0))


def slices(start: datetime.date, months: int) -> list[Slice]:
    """The calendar months of an employment of so many months."""
    end = last_day(start, months)
    found = []
    first = start
    while first <= end:
        last = min(first.replace(day=_length(first)), end)
        found.append(Slice(first, last))
        first = last + ONE_DAY
    return found


def last_day(start: datetime.date, months: int) -> datetime.date:
    """The last day of so many months from `start`."""
    return add_months(start, months) - ONE_DAY


def _length(day: datetime.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]
