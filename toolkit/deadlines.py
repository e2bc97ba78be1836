"""When a step is due: rules counted from the first day of work or the payday, past weekends and public holidays."""

import calendar
import datetime
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from holidays import country_holidays

from hub.dates import add_months

DAY = datetime.timedelta(days=1)
SATURDAY = 5
MOST_PAYDAYS = 12
"""How many paydays are counted of a job: a year's, after which the dates are counted anew."""


class Rule(StrEnum):
    """What a step's date is counted from."""

    BEFORE_DECISION = "before_decision"
    BEFORE_START = "before_start"
    AT_START = "at_start"
    AFTER_START = "after_start"
    PAYDAY = "payday"
    AFTER_PAYDAY = "after_payday"
    NEXT_MONTH = "next_month"
    AT_END = "at_end"


class Move(StrEnum):
    """Where a date goes that falls on a weekend or a public holiday."""

    EARLIER = "earlier"
    LATER = "later"
    STAYS = "stays"


MOVES: dict[Rule, Move] = {
    Rule.BEFORE_DECISION: Move.EARLIER,
    Rule.BEFORE_START: Move.EARLIER,
    Rule.AT_START: Move.STAYS,
    Rule.AFTER_START: Move.EARLIER,
    Rule.PAYDAY: Move.EARLIER,
    Rule.AFTER_PAYDAY: Move.LATER,
    Rule.NEXT_MONTH: Move.LATER,
    Rule.AT_END: Move.STAYS,
}
"""Towards an authority the next working day is in time (act 150/1930, section 5, and the Incomes Register's own
instructions). Wages are due on the working day before (Employment Contracts Act, chapter 2). Towards an employee, and
before the first day, no act gives more time, so those dates move earlier. Work itself begins and ends when agreed.
"""

UNITS: dict[Rule, frozenset[str]] = {
    Rule.AFTER_START: frozenset({"days", "months"}),
    Rule.AFTER_PAYDAY: frozenset({"days"}),
    Rule.NEXT_MONTH: frozenset({"count"}),
}
"""The rules that count with a fact, and what that fact may count: days, months, or the number of a day in a month."""


class Due(NamedTuple):
    """When a step is due; `counted` is the day that the rule gives before weekends and holidays."""

    day: datetime.date
    counted: datetime.date

    @property
    def is_moved(self) -> bool:
        """Whether the counted day was no working day."""
        return self.day != self.counted


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[datetime.date]:
    """The days that no deadline ends on besides weekends: holidays, the eves of Christmas and Midsummer."""
    return frozenset(country_holidays("FI", years=year))


def is_working_day(day: datetime.date) -> bool:
    """Whether offices and banks work: Monday to Friday, no public holiday."""
    return day.weekday() < SATURDAY and day not in public_holidays(day.year)


def moved(day: datetime.date, move: Move) -> Due:
    """The day itself if it is a working day, else the nearest one in the direction of the rule."""
    found = day
    while move is not Move.STAYS and not is_working_day(found):
        found += DAY if move is Move.LATER else -DAY
    return Due(found, day)


def before_start(start: datetime.date, weeks: int) -> Due:
    """The last working day before the first day of work, or so many weeks before it."""
    return moved(start - max(datetime.timedelta(weeks=weeks), DAY), Move.EARLIER)


def after_start(start: datetime.date, amount: int, unit: str) -> Due:
    """So many days or months after the first day of work."""
    day = add_months(start, amount) if unit == "months" else start + amount * DAY
    return moved(day, MOVES[Rule.AFTER_START])


def after_payday(payday: datetime.date, days: int) -> Due:
    """So many calendar days after the money is on the account."""
    return moved(payday + days * DAY, MOVES[Rule.AFTER_PAYDAY])


def next_month(payday: datetime.date, number: int) -> Due:
    """A day of the month after the payday's; the last one where that month is shorter."""
    return moved(_day_of_month(add_months(payday.replace(day=1), 1), number), MOVES[Rule.NEXT_MONTH])


def paydays(start: datetime.date, end: datetime.date | None, number: int) -> list[Due]:
    """The paydays of a job, at most a year's: those on a day of the month, and the last day of work, which ends them.

    The first is after the first day of work. 31 is the last day of every month.
    """
    found: list[Due] = []
    for payday in _each_month(start, number):
        last = moved(end, MOVES[Rule.PAYDAY]) if end else None
        if last and payday.day >= last.day:
            found.append(last)
            break
        if payday.day > start:
            found.append(payday)
        if len(found) == MOST_PAYDAYS:
            break
    return found


def _each_month(start: datetime.date, number: int) -> Iterator[Due]:
    """The day of the month in every month from that of `start`."""
    for months in range(MOST_PAYDAYS + 2):
        month = add_months(start.replace(day=1), months)
        yield moved(_day_of_month(month, number), MOVES[Rule.PAYDAY])


def _day_of_month(month: datetime.date, number: int) -> datetime.date:
    return month.replace(day=min(number, calendar.monthrange(month.year, month.month)[1]))
