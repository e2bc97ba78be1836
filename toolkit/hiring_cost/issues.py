"""What an association has to know before it relies on a result: hard stops, and what to look at."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from hub.facts.figures import Facts, Figure
from toolkit.hiring_cost.plan import Ground, Plan
from toolkit.hiring_cost.rates import ONE, PER_CENT, find


class Issue(StrEnum):
    """One thing to know. Those of STOPS mean that no subsidy is granted."""

    STARTED = "started"
    EARLIER_SUBSIDY = "earlier_subsidy"
    UNEMPLOYED_TOO_SHORT = "unemployed_too_short"
    TOO_YOUNG = "too_young"
    TOO_FEW_HOURS = "too_few_hours"
    TERMS_UNKNOWN = "terms_unknown"
    APPLY_FIRST = "apply_first"
    DISCRETIONARY = "discretionary"
    SIDE_COSTS_NOT_COVERED = "side_costs_not_covered"
    UNEMPLOYMENT_UNKNOWN = "unemployment_unknown"
    HOURS_UNKNOWN = "hours_unknown"
    WORKING_TIME_UNKNOWN = "working_time_unknown"
    WORKING_TIME_ABOVE = "working_time_above"
    CAPPED = "capped"
    COST_LIMIT = "cost_limit"
    SHORTER = "shorter"
    BUSINESS = "business"
    EMPLOYMENT_CONDITION = "employment_condition"
    SUPPLEMENT_CUT = "supplement_cut"
    RATES_OUTDATED = "rates_outdated"
    RATES_MISSING = "rates_missing"


STOPS = (
    Issue.STARTED,
    Issue.EARLIER_SUBSIDY,
    Issue.UNEMPLOYED_TOO_SHORT,
    Issue.TOO_YOUNG,
    Issue.TOO_FEW_HOURS,
    Issue.TERMS_UNKNOWN,
)


class Found(NamedTuple):
    """An issue of a plan and the facts that it speaks of."""

    issue: Issue
    figures: tuple[Figure, ...] = ()

    @property
    def is_stop(self) -> bool:
        """Whether no subsidy is granted because of it."""
        return self.issue in STOPS


def stops_of(plan: Plan, facts: Facts, today: datetime.date) -> Iterator[Found]:
    """Why a plan with a ground gets no subsidy."""
    if plan.start < today:
        yield Found(Issue.STARTED)
    years = find(facts, "wage-subsidy-earlier-years", plan.start)
    if plan.had_subsidy and plan.ground is not Ground.ABILITY and years:
        yield Found(Issue.EARLIER_SUBSIDY, (years,))
    needed = _unemployment(plan, facts)
    if needed and plan.unemployed is not None and plan.unemployed < _number(needed[0]):
        yield Found(Issue.UNEMPLOYED_TOO_SHORT, needed)
    if plan.ground is Ground.AGE:
        age = find(facts, "wage-subsidy-55-age", plan.start)
        if age and plan.age is not None and plan.age < _number(age):
            yield Found(Issue.TOO_YOUNG, (age,))
        hours = find(facts, "wage-subsidy-55-hours", plan.start)
        if hours and plan.hours is not None and plan.hours < _number(hours):
            yield Found(Issue.TOO_FEW_HOURS, (hours,))


def reminders_of(plan: Plan, facts: Facts) -> Iterator[Found]:
    """What every plan with a ground has to know, whatever the amount."""
    yield Found(Issue.APPLY_FIRST)
    yield Found(Issue.DISCRETIONARY)
    if plan.ground is not Ground.ASSOCIATION:
        yield Found(Issue.SIDE_COSTS_NOT_COVERED)
    needed = _unemployment(plan, facts)
    if needed and plan.unemployed is None:
        yield Found(Issue.UNEMPLOYMENT_UNKNOWN, needed)
    hours = find(facts, "wage-subsidy-55-hours", plan.start)
    if plan.ground is Ground.AGE and plan.hours is None and hours:
        yield Found(Issue.HOURS_UNKNOWN, (hours,))
    working_time = find(facts, "wage-subsidy-100-working-time", plan.start)
    if plan.ground is Ground.ASSOCIATION and working_time:
        if plan.share is None:
            yield Found(Issue.WORKING_TIME_UNKNOWN, (working_time,))
        if (plan.share or ONE) * PER_CENT > _number(working_time):
            yield Found(Issue.WORKING_TIME_ABOVE, (working_time,))
    ceiling = find(facts, "de-minimis-ceiling", plan.start)
    years = find(facts, "de-minimis-years", plan.start)
    if plan.is_business and ceiling and years:
        yield Found(Issue.BUSINESS, (ceiling, years))
    condition = find(facts, "subsidised-work-counts", plan.start)
    if condition:
        yield Found(Issue.EMPLOYMENT_CONDITION, (condition,))


def _unemployment(plan: Plan, facts: Facts) -> tuple[Figure, ...]:
    """The facts of the months of unemployment that a ground needs, and of the time they are counted from."""
    if plan.ground not in (Ground.ASSOCIATION, Ground.AGE):
        return ()
    keys = (f"wage-subsidy-{plan.ground}-unemployed", f"wage-subsidy-{plan.ground}-unemployed-within")
    figures = [find(facts, key, plan.start) for key in keys]
    return tuple(figure for figure in figures if figure) if all(figures) else ()


def _number(figure: Figure) -> Decimal:
    return figure.amount or Decimal(0)
