"""The rates of an employer's contributions on a day, and whether they are due at all."""

import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from hub.facts.figures import Facts, Figure, State, UnknownFactError
from toolkit.hiring_cost.plan import PensionEmployer, Plan


class Item(StrEnum):
    """What a cost is made of, in the order in which it is shown."""

    PAY = "pay"
    LEAVE = "leave_compensation"
    BONUS = "holiday_bonus"
    PENSION = "pension"
    HEALTH = "health_insurance"
    UNEMPLOYMENT = "unemployment"
    UNEMPLOYMENT_ABOVE = "unemployment_above_limit"
    ACCIDENT = "accident"
    GROUP_LIFE = "group_life"
    HEALTH_CARE = "occupational_health"
    OTHER = "other"
    ONCE = "once"


WAGES = (Item.PAY, Item.LEAVE, Item.BONUS)
"""What contributions are counted from."""
CONTRIBUTIONS = (
    Item.PENSION,
    Item.HEALTH,
    Item.UNEMPLOYMENT,
    Item.UNEMPLOYMENT_ABOVE,
    Item.ACCIDENT,
    Item.GROUP_LIFE,
)


class NotDue(StrEnum):
    """Why a contribution is not paid."""

    AGE = "age"
    EARNINGS = "earnings"


class Rate(NamedTuple):
    """A rate in per cent and the facts behind it: the first names it. None is not published.

    `is_outdated` where the facts held for an earlier time and nothing newer is published.
    """

    percent: Decimal | None
    figures: tuple[Figure, ...] = ()
    is_outdated: bool = False
    not_due: NotDue | None = None

    @property
    def key(self) -> tuple:
        """What tells one rate from another."""
        of = tuple((figure.key, figure.valid_from) for figure in self.figures)
        return self.percent, of, self.is_outdated, self.not_due


MISSING = Rate(None)
"""Of what no published fact says anything: it is left out of the sum, and the reader is told."""
OWN_EMPLOYEES_SHARE = "tyel-employee-17-52"
"""What a contract or temporary employer withholds from pay. Until 2025 older employees paid more and the whole
contribution was higher by as much, so that the employer's own part was this for all."""
WHOLE_PENSION = {
    PensionEmployer.CONTRACT: "tyel-contract-employer",
    PensionEmployer.TEMPORARY: "tyel-temporary-employer",
}
NONE = Decimal(0)
ONE = Decimal(1)
PER_CENT = Decimal(100)


def find(facts: Facts, key: str, day: datetime.date) -> Figure | None:
    """What a fact says on a day, or said last; None where it is not published."""
    try:
        return facts.on(key, day)
    except UnknownFactError:
        return None


def is_outdated(figure: Figure, day: datetime.date) -> bool:
    """Whether its time was over on a day that it is used for."""
    return figure.state_on(day) is State.EXPIRED


def published(facts: Facts, key: str, day: datetime.date) -> Rate:
    """The rate that a fact gives."""
    figure = find(facts, key, day)
    return Rate(figure.amount, (figure,), is_outdated(figure, day)) if figure else MISSING


def rates_on(plan: Plan, facts: Facts, day: datetime.date, monthly: Decimal, yearly: Decimal | None) -> dict:
    """The rate of each contribution by item.

    `monthly` are the wages of a whole month, `yearly` those that the association pays to all in the year; None where
    what others are paid is not known.
    """
    accident = published(facts, "accident-average", day)
    if plan.accident_rate is not None:
        accident = Rate(plan.accident_rate)
    rates = {
        Item.PENSION: _pension(plan, facts, day),
        Item.HEALTH: published(facts, "health-insurance-employer", day),
        Item.UNEMPLOYMENT: published(facts, "unemployment-employer", day),
        Item.UNEMPLOYMENT_ABOVE: published(facts, "unemployment-employer-above-limit", day),
        Item.ACCIDENT: accident,
    }
    if plan.has_group_life:
        rates[Item.GROUP_LIFE] = published(facts, "group-life-average", day)
    for item, reason in _not_due(plan, facts, day, monthly, yearly):
        rates[item] = Rate(NONE, rates[item].figures, not_due=reason)
    return rates


def _pension(plan: Plan, facts: Facts, day: datetime.date) -> Rate:
    """The employer's own part; contract and temporary employers' facts hold the employee's part, too."""
    if plan.pension_rate is not None:
        return Rate(plan.pension_rate)
    if plan.employer is PensionEmployer.AVERAGE:
        return published(facts, "tyel-employer-average", day)
    whole = published(facts, WHOLE_PENSION[plan.employer], day)
    employees = published(facts, OWN_EMPLOYEES_SHARE, day)
    if whole.percent is None or employees.percent is None:
        return MISSING
    return Rate(
        whole.percent - employees.percent,
        (*whole.figures, *employees.figures),
        whole.is_outdated or employees.is_outdated,
    )


def _not_due(plan: Plan, facts: Facts, day: datetime.date, monthly: Decimal, yearly: Decimal | None):
    for item, name in (
        (Item.PENSION, "tyel"),
        (Item.HEALTH, "health-insurance"),
        (Item.UNEMPLOYMENT, "unemployment"),
        (Item.UNEMPLOYMENT_ABOVE, "unemployment"),
    ):
        first, last = find(facts, f"{name}-age-from", day), find(facts, f"{name}-age-until", day)
        if plan.age is not None and first and last and not _within(plan.age, first, last):
            yield item, NotDue.AGE
    limit = find(facts, "tyel-earnings-limit", day)
    if limit and limit.amount is not None and monthly < limit.amount:
        yield Item.PENSION, NotDue.EARNINGS
    for item, key in (
        (Item.UNEMPLOYMENT, "unemployment-wages-limit"),
        (Item.UNEMPLOYMENT_ABOVE, "unemployment-wages-limit"),
        (Item.ACCIDENT, "accident-wages-limit"),
    ):
        limit = find(facts, key, day)
        if yearly is not None and limit and limit.amount is not None and yearly <= limit.amount:
            yield item, NotDue.EARNINGS


def _within(age: int, first: Figure, last: Figure) -> bool:
    return (first.amount or 0) <= age <= (last.amount or age)
