"""A plan's cost month by month, what others pay of it, and what is left for the association."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from hub.facts.figures import Facts, Figure
from toolkit.hiring_cost.issues import Found, Issue, reminders_of, stops_of
from toolkit.hiring_cost.months import Slice, last_day, slices
from toolkit.hiring_cost.plan import WEEKS_IN_MONTH, Ground, Plan
from toolkit.hiring_cost.rates import (
    CONTRIBUTIONS,
    NONE,
    PER_CENT,
    WAGES,
    Item,
    Rate,
    find,
    is_outdated,
    published,
    rates_on,
)
from toolkit.hiring_cost.subsidy import Bound, Terms, Worked, terms_of, work_out

GIVEN = Rate(None)
"""Of a sum that the association has given itself."""


class Line(NamedTuple):
    """One kind of cost over the months in which its rate was the same; `base` is what the rate is taken of."""

    item: Item
    rate: Rate
    first: datetime.date
    last: datetime.date
    parts: Decimal
    base: Decimal
    amount: Decimal

    @property
    def monthly(self) -> Decimal:
        """For a whole month."""
        return self.amount / self.parts


class Month(NamedTuple):
    """One calendar month of the employment, in euros."""

    first: datetime.date
    last: datetime.date
    amounts: dict[Item, Decimal]
    subsidy: Decimal
    supplement: Decimal

    @property
    def cost(self) -> Decimal:
        """All that the work costs."""
        return sum(self.amounts.values(), NONE)

    @property
    def contributions(self) -> Decimal:
        """The employer's contributions together."""
        return sum((self.amounts.get(item, NONE) for item in CONTRIBUTIONS), NONE)

    @property
    def aid(self) -> Decimal:
        """What others pay of it."""
        return self.subsidy + self.supplement

    @property
    def net(self) -> Decimal:
        """What is left for the association."""
        return self.cost - self.aid


@dataclass(frozen=True)
class Result:
    """Everything that is known of a plan. `terms` and `worked` are None without a subsidy."""

    plan: Plan
    months: list[Month]
    lines: list[Line]
    parts: Decimal
    terms: Terms | None
    worked: Worked | None
    issues: list[Found]

    @property
    def cost(self) -> Decimal:
        """What the work costs in all."""
        return sum((month.cost for month in self.months), NONE)

    @property
    def subsidy(self) -> Decimal:
        """The wage subsidy in all, if it is granted."""
        return sum((month.subsidy for month in self.months), NONE)

    @property
    def supplement(self) -> Decimal:
        """The local support in all, if it is granted."""
        return sum((month.supplement for month in self.months), NONE)

    @property
    def net(self) -> Decimal:
        """What is left for the association in all."""
        return self.cost - self.subsidy - self.supplement

    @property
    def hours(self) -> Decimal | None:
        """The hours of work in all; None where they are not known."""
        return None if self.plan.hours is None else self.plan.hours * WEEKS_IN_MONTH * self.parts

    @property
    def cost_per_hour(self) -> Decimal | None:
        """What an hour costs in all."""
        return self.cost / self.hours if self.hours else None

    @property
    def paid_first(self) -> Decimal:
        """What the association has paid when the first subsidy comes, `lag` months later; nothing without any."""
        if not (self.subsidy or self.supplement):
            return NONE
        return sum((month.cost for month in self.months[: self.plan.lag]), NONE)

    @property
    def cash_gap(self) -> Decimal:
        """The most that others owe at one time for months that have been paid already."""
        aids = [month.aid for month in self.months]
        sums = [NONE, *accumulate(aids)]
        return max(sums[end] - sums[max(end - self.plan.lag, 0)] for end in range(len(sums)))

    def total_of(self, *items: Item) -> Decimal:
        """What these cost in all."""
        return sum((month.amounts.get(item, NONE) for month in self.months for item in items), NONE)


def calculate(plan: Plan, facts: Facts, today: datetime.date) -> Result:
    """The cost of a plan by the facts; what starts before `today` gets no subsidy. Never raises for a missing fact."""
    cut = slices(plan.start, plan.months)
    issues: list[Found] = []
    terms = None
    if plan.ground is not Ground.NONE:
        terms = terms_of(plan.ground, facts, plan.start)
        stops = list(stops_of(plan, facts, today)) if terms else [Found(Issue.TERMS_UNKNOWN)]
        issues += [*stops, *reminders_of(plan, facts)]
        terms = None if stops else terms
    wages = {each: _wages(plan, facts, each) for each in cut}
    priced = [_price(plan, facts, cut, wages, each) for each in cut]
    months = [
        _month(plan, terms, each, {item: amount for item, _rate, _base, amount in rows})
        for each, rows in zip(cut, priced, strict=True)
    ]
    lines = _lines(cut, priced)
    worked = _whole_month(plan, terms, facts) if terms else None
    result = Result(plan, months, lines, sum((each.part for each in cut), NONE), terms, worked, issues)
    issues += _after(result, facts)
    return result


Priced = list[tuple[Item, Rate, Decimal, Decimal]]
"""Item, rate, base and amount of each cost in a month."""


def _wages(plan: Plan, facts: Facts, each: Slice) -> Priced:
    """Pay, and what a month of work earns beside it."""
    pay = plan.pay * each.part
    leave = (
        published(facts, "leave-compensation-typical", each.first)
        if plan.leave_compensation is None
        else Rate(plan.leave_compensation)
    )
    return [
        (Item.PAY, GIVEN, pay, pay),
        _share(Item.LEAVE, leave, pay),
        _share(Item.BONUS, Rate(plan.holiday_bonus), pay),
    ]


def _share(item: Item, rate: Rate, base: Decimal) -> tuple[Item, Rate, Decimal, Decimal]:
    return item, rate, base, base * (rate.percent or NONE) / PER_CENT


def _price(
    plan: Plan, facts: Facts, cut: list[Slice], wages: dict[Slice, Priced], each: Slice
) -> Priced:
    """All costs of a month."""
    base = _sum(wages[each])
    before = sum(
        (_sum(wages[other]) for other in cut if other.first.year == each.first.year and other < each), NONE
    )
    yearly = None
    if plan.payroll is not None:
        yearly = plan.payroll + sum(
            (_sum(wages[other]) for other in cut if other.first.year == each.first.year), NONE
        )
    rates = rates_on(plan, facts, each.first, base / each.part, yearly)
    above = _above_limit(plan, facts, each, before, base)
    bases = {Item.UNEMPLOYMENT: base - above, Item.UNEMPLOYMENT_ABOVE: above}
    given = [(Item.HEALTH_CARE, plan.health_care * each.part), (Item.OTHER, plan.other * each.part)]
    if each == cut[0]:
        given.append((Item.ONCE, plan.once))
    return [
        *wages[each],
        *(_share(item, rate, bases.get(item, base)) for item, rate in rates.items() if bases.get(item, base)),
        *((item, GIVEN, amount, amount) for item, amount in given if amount),
    ]


def _sum(rows: Priced) -> Decimal:
    return sum((amount for _item, _rate, _base, amount in rows), NONE)


def _above_limit(plan: Plan, facts: Facts, each: Slice, before: Decimal, base: Decimal) -> Decimal:
    """The part of a month's wages that lies above the year's payroll limit, after what was paid `before` it."""
    limit = find(facts, "unemployment-payroll-limit", each.first)
    if plan.payroll is None or limit is None or limit.amount is None:
        return NONE
    left = max(limit.amount - plan.payroll - before, NONE)
    return max(base - left, NONE)


def _month(plan: Plan, terms: Terms | None, each: Slice, amounts: dict[Item, Decimal]) -> Month:
    wage_cost = sum((amounts.get(item, NONE) for item in (*WAGES, *CONTRIBUTIONS)), NONE)
    subsidy = NONE
    if terms:
        part = each.part_until(last_day(plan.start, int(terms.months.amount or 0)))
        of_month = part / each.part
        subsidy = work_out(terms, plan, amounts[Item.PAY] * of_month, wage_cost * of_month, part).amount
    end = last_day(plan.start, plan.supplement_months) if plan.supplement_months else None
    supplement = min(plan.supplement * each.part_until(end), wage_cost - subsidy)
    return Month(each.first, each.last, amounts, subsidy, supplement)


def _whole_month(plan: Plan, terms: Terms, facts: Facts) -> Worked:
    """How the subsidy of a whole first month is computed."""
    whole = Slice(plan.start.replace(day=1), last_day(plan.start.replace(day=1), 1))
    rows = _price(plan, facts, [whole], {whole: _wages(plan, facts, whole)}, whole)
    cost = sum((amount for item, _r, _b, amount in rows if item in (*WAGES, *CONTRIBUTIONS)), NONE)
    return work_out(terms, plan, plan.pay, cost)


def _lines(cut: list[Slice], priced: list[Priced]) -> list[Line]:
    """The costs by item and rate, in the order of items."""
    found: dict[tuple[Item, Rate], list[tuple[Slice, Decimal, Decimal]]] = defaultdict(list)
    for each, rows in zip(cut, priced, strict=True):
        for item, rate, base, amount in rows:
            found[item, rate].append((each, base, amount))
    order = list(Item)
    return [
        Line(
            item,
            rate,
            rows[0][0].first,
            rows[-1][0].last,
            sum((each.part for each, _base, _amount in rows), NONE),
            sum((base for _each, base, _amount in rows), NONE),
            sum((amount for _each, _base, amount in rows), NONE),
        )
        for (item, rate), rows in sorted(
            found.items(), key=lambda pair: (order.index(pair[0][0]), pair[1][0][0])
        )
        if item is Item.PAY or rate.percent is None or rate.percent or rate.not_due
    ]


def _after(result: Result, facts: Facts) -> Iterator[Found]:
    """What can be said only when the amounts are known."""
    plan, terms, worked = result.plan, result.terms, result.worked
    if terms and worked:
        if worked.bound is Bound.CAP:
            yield Found(Issue.CAPPED, (terms.cap,))
        if worked.bound is Bound.COST:
            yield Found(Issue.COST_LIMIT)
        if (terms.months.amount or 0) < plan.months:
            yield Found(Issue.SHORTER, (terms.months,))
    wanted = sum(
        (
            plan.supplement
            * Slice(month.first, month.last).part_until(
                last_day(plan.start, plan.supplement_months) if plan.supplement_months else None
            )
            for month in result.months
        ),
        NONE,
    )
    if result.supplement < wanted:
        yield Found(Issue.SUPPLEMENT_CUT)
    outdated = _outdated(result)
    if outdated:
        yield Found(Issue.RATES_OUTDATED, outdated)
    if any(line.rate == GIVEN and line.item in (Item.LEAVE, *CONTRIBUTIONS) for line in result.lines):
        yield Found(Issue.RATES_MISSING)


def _outdated(result: Result) -> tuple[Figure, ...]:
    """The facts whose time was over when they were used, each once."""
    figures = {
        figure: None
        for line in result.lines
        if line.rate.is_outdated
        for figure in line.rate.figures
        if is_outdated(figure, line.first)
    }
    if result.terms:
        last = result.months[-1].first
        figures |= {figure: None for figure in result.terms.figures if is_outdated(figure, last)}
    return tuple(figures)
