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
    MISSING,
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
from toolkit.hiring_cost.subsidy import Bound, Terms, Worked, subsidised_months, terms_of, work_out

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
    is_supplement_cut: bool

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
    issues: list[Found] = []
    terms = None
    if plan.ground is not Ground.NONE:
        terms = terms_of(plan.ground, facts, plan.start)
        stops = list(stops_of(plan, facts, today)) if terms else [Found(Issue.TERMS_UNKNOWN)]
        issues += [*stops, *reminders_of(plan, facts)]
        terms = None if stops else terms
    cut = slices(plan.start, plan.months)
    priced = _priced(plan, facts, cut)
    months = [
        _month(plan, terms, each, {item: amount for item, _rate, _base, amount in rows})
        for each, rows in zip(cut, priced, strict=True)
    ]
    parts = sum((each.part for each in cut), NONE)
    worked = _whole_month(plan, terms, facts) if terms else None
    result = Result(plan, months, _lines(cut, priced), parts, terms, worked, issues)
    issues += _after(result)
    return result


Priced = list[tuple[Item, Rate, Decimal, Decimal]]
"""Item, rate, base and amount of each cost in a month."""


def _priced(plan: Plan, facts: Facts, cut: list[Slice]) -> list[Priced]:
    """All costs of each month. The payroll limits are a year's, so that the wages of its months add up."""
    wages = [_wages(plan, facts, each) for each in cut]
    of_year: dict[int, Decimal] = defaultdict(Decimal)
    for each, rows in zip(cut, wages, strict=True):
        of_year[each.first.year] += _sum(rows)
    paid: dict[int, Decimal] = defaultdict(Decimal)
    priced = []
    for each, rows in zip(cut, wages, strict=True):
        year, base = each.first.year, _sum(rows)
        yearly = None if plan.payroll is None else plan.payroll + of_year[year]
        rates = rates_on(plan, facts, each.first, base / each.part, yearly)
        above = _above_limit(plan, facts, each.first, paid[year], base)
        bases = {Item.UNEMPLOYMENT: base - above, Item.UNEMPLOYMENT_ABOVE: above}
        paid[year] += base
        given = {
            Item.HEALTH_CARE: plan.health_care * each.part,
            Item.OTHER: plan.other * each.part,
            Item.ONCE: plan.once if each == cut[0] else NONE,
        }
        priced.append(
            [
                *rows,
                *(_share(item, rate, bases.get(item, base)) for item, rate in rates.items()),
                *((item, GIVEN, amount, amount) for item, amount in given.items()),
            ]
        )
    return priced


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


def _sum(rows: Priced) -> Decimal:
    return sum((amount for _item, _rate, _base, amount in rows), NONE)


def _above_limit(plan: Plan, facts: Facts, day: datetime.date, before: Decimal, base: Decimal) -> Decimal:
    """The part of a month's wages that lies above the year's payroll limit, after what was paid `before` it."""
    limit = find(facts, "unemployment-payroll-limit", day)
    if plan.payroll is None or limit is None or limit.amount is None:
        return NONE
    left = max(limit.amount - plan.payroll - before, NONE)
    return max(base - left, NONE)


def _month(plan: Plan, terms: Terms | None, each: Slice, amounts: dict[Item, Decimal]) -> Month:
    wage_cost = sum((amounts.get(item, NONE) for item in (*WAGES, *CONTRIBUTIONS)), NONE)
    subsidy = NONE
    if terms:
        part = each.part_until(last_day(plan.start, subsidised_months(plan, terms)))
        of_month = part / each.part
        subsidy = work_out(terms, plan, amounts[Item.PAY] * of_month, wage_cost * of_month, part).amount
    end = last_day(plan.start, plan.supplement_months) if plan.supplement_months else None
    wanted, left = plan.supplement * each.part_until(end), wage_cost - subsidy
    return Month(each.first, each.last, amounts, subsidy, min(wanted, left), wanted > left)


def _whole_month(plan: Plan, terms: Terms, facts: Facts) -> Worked:
    """How the subsidy of a whole first month is computed."""
    first = plan.start.replace(day=1)
    [rows] = _priced(plan, facts, [Slice(first, last_day(first, 1))])
    cost = sum((amount for item, _rate, _base, amount in rows if item in (*WAGES, *CONTRIBUTIONS)), NONE)
    return work_out(terms, plan, plan.pay, cost)


def _lines(cut: list[Slice], priced: list[Priced]) -> list[Line]:
    """The costs by item and rate, in the order of items; nothing that the association does not pay."""
    found: dict[tuple, list[tuple[Slice, Rate, Decimal, Decimal]]] = defaultdict(list)
    for each, rows in zip(cut, priced, strict=True):
        for item, rate, base, amount in rows:
            if amount or (base and (rate.not_due or rate is MISSING)):
                found[item, rate.key].append((each, rate, base, amount))
    order = list(Item)
    return [
        Line(
            item,
            rows[0][1],
            rows[0][0].first,
            rows[-1][0].last,
            sum((each.part for each, _rate, _base, _amount in rows), NONE),
            sum((base for _each, _rate, base, _amount in rows), NONE),
            sum((amount for _each, _rate, _base, amount in rows), NONE),
        )
        for (item, _key), rows in sorted(
            found.items(), key=lambda pair: (order.index(pair[0][0]), pair[1][0][0])
        )
    ]


def _after(result: Result) -> Iterator[Found]:
    """What can be said only when the amounts are known."""
    plan, terms, worked = result.plan, result.terms, result.worked
    if terms and worked:
        if worked.bound is Bound.CAP:
            yield Found(Issue.CAPPED, (terms.cap,))
        if worked.bound is Bound.COST:
            yield Found(Issue.COST_LIMIT)
        longest = int(terms.months.amount or 0)
        if longest < plan.months and longest == subsidised_months(plan, terms):
            yield Found(Issue.SHORTER, (terms.months,))
    if any(month.is_supplement_cut for month in result.months):
        yield Found(Issue.SUPPLEMENT_CUT)
    if outdated := _outdated(result):
        yield Found(Issue.RATES_OUTDATED, outdated)
    if any(line.rate is MISSING for line in result.lines):
        yield Found(Issue.RATES_MISSING)


def _outdated(result: Result) -> tuple[Figure, ...]:
    """The facts whose time was over when they were used, each once."""
    used = [
        (line.first, figure) for line in result.lines if line.rate.is_outdated for figure in line.rate.figures
    ]
    if result.terms:
        used += [(result.months[-1].first, figure) for figure in result.terms.figures]
    figures = {(figure.key, figure.valid_from): figure for day, figure in used if is_outdated(figure, day)}
    return tuple(figures.values())
