"""Wage subsidy: how much of a month's cost it covers, and what stands in its way.

The Act on the Organisation of Employment Services (380/2023) sets the shares, caps and times; they are facts. For an
association's 100 % the pay of at most 65 % of full working time counts, multiplied by 1.23 for the side costs.
"""

import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from hub.facts.figures import Facts, Figure
from toolkit.hiring_cost.plan import Ground, Plan
from toolkit.hiring_cost.rates import ONE, PER_CENT, find

MONTHS_OF = {
    Ground.SKILLS: "wage-subsidy-months-long",
    Ground.ABILITY: "wage-subsidy-70-months",
    Ground.ASSOCIATION: "wage-subsidy-100-months",
    Ground.AGE: "wage-subsidy-55-months",
}
"""The facts of the longest time that each ground is granted for."""


class Bound(StrEnum):
    """What set the amount of a month's subsidy."""

    SHARE = "share"
    CAP = "cap"
    COST = "cost"


class Terms(NamedTuple):
    """The terms of a ground on a day, each with its fact; the last three are of the association's 100 % only."""

    share: Figure
    cap: Figure
    months: Figure
    working_time: Figure | None
    factor: Figure | None

    @property
    def figures(self) -> list[Figure]:
        """All facts in it."""
        return [figure for figure in self if figure]


class Worked(NamedTuple):
    """How the subsidy of a whole month is computed: euros; `counted` is the part of the working time that counts."""

    counted: Decimal
    eligible: Decimal
    by_share: Decimal
    cap: Decimal
    amount: Decimal
    bound: Bound


def terms_of(ground: Ground, facts: Facts, day: datetime.date) -> Terms | None:
    """The terms on a day; None where one of them is not published."""
    keys = [f"wage-subsidy-{ground}-share", f"wage-subsidy-{ground}-cap", MONTHS_OF[ground]]
    if ground is Ground.ASSOCIATION:
        keys += ["wage-subsidy-100-working-time", "wage-subsidy-100-factor"]
    figures = [find(facts, key, day) for key in keys]
    if any(figure is None or figure.amount is None for figure in figures):
        return None
    share, cap, months, *rest = figures
    return Terms(share, cap, months, *(rest or (None, None)))  # type: ignore[arg-type]  # none of them is None


def subsidised_months(plan: Plan, terms: Terms) -> int:
    """For how many months the subsidy is counted: as many as are granted, and never more than the ground's longest."""
    longest = int(_number(terms.months))
    return longest if plan.granted is None else min(plan.granted, longest)


def work_out(terms: Terms, plan: Plan, pay: Decimal, cost: Decimal, part: Decimal = ONE) -> Worked:
    """The subsidy for `part` of a month, from its pay and what the pay costs with its side costs.

    It is never more than its cap, nor than the cost of the working time that counts.
    """
    counted, factor = ONE, ONE
    if terms.working_time and terms.factor:
        counted = min(ONE, _number(terms.working_time) / PER_CENT / (plan.share or ONE))
        factor = _number(terms.factor)
    eligible = pay * counted
    by_share = eligible * factor * _number(terms.share) / PER_CENT
    cap = _number(terms.cap) * part
    amount, bound = min(
        (by_share, Bound.SHARE), (cap, Bound.CAP), (cost * counted, Bound.COST), key=lambda pair: pair[0]
    )
    return Worked(counted, eligible, by_share, cap, amount, bound)


def _number(figure: Figure) -> Decimal:
    return figure.amount or Decimal(0)
