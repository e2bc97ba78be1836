"""A result as the page draws it: the bars, the tables, the sources."""

from decimal import Decimal
from itertools import accumulate, pairwise
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from hub.facts.figures import Figure, State
from hub.facts.wording import amount_of, in_language, name_of, years_of
from toolkit.hiring_cost.calculation import Line, Month, Result
from toolkit.hiring_cost.rates import Item
from toolkit.hiring_cost.subsidy import Bound
from toolkit.hiring_cost.wording import NAMES, basis_of, cents, euros, months, percent, said_of_issue, years

FILLS = {1: "#0c4a5b", 2: "#3f8298", 3: "#8a3324", 4: "#edb64b", 5: "#5e8a63", 6: "#77857f"}
"""The colours of the stylesheet's classes by day."""
WIDTH = 1000
"""Of a bar, in the units of its picture."""


class Segment(NamedTuple):
    """A piece of a bar; `colour` is a class of the stylesheet, which has a pattern of the same number."""

    name: str
    amount: Decimal
    colour: int
    x: str
    width: str

    @property
    def fill(self) -> str:
        """The colour itself, for paper: its pictures know no stylesheet."""
        return FILLS[self.colour]


class Row(NamedTuple):
    """A line of the table of costs."""

    name: str
    years: str
    basis: str
    monthly: str
    total: str
    figures: tuple[Figure, ...]
    is_to_check: bool


class MonthRow(NamedTuple):
    """A line of the table by months."""

    name: str
    sums: list[str]


class Shown:
    """One result for the template; `number` tells plans apart that stand on one page."""

    def __init__(self, result: Result, number: int):
        self.result, self.number = result, number
        self.plan = result.plan

    @property
    def months(self) -> str:
        """The length of the plan."""
        return months(self.plan.months)

    @property
    def net_monthly(self) -> Decimal:
        """The association's own share for a whole month."""
        return self.result.net / self.result.parts

    @property
    def cost_bar(self) -> list[Segment]:
        """What the price of the work is made of."""
        total = self.result.total_of
        return _segments(
            [
                (gettext("Pay"), total(Item.PAY), 1),
                (gettext("Leave compensation and holiday bonus"), total(Item.LEAVE, Item.BONUS), 2),
                (gettext("Pension insurance"), total(Item.PENSION), 3),
                (
                    gettext("Other statutory contributions"),
                    total(
                        Item.HEALTH,
                        Item.UNEMPLOYMENT,
                        Item.UNEMPLOYMENT_ABOVE,
                        Item.ACCIDENT,
                        Item.GROUP_LIFE,
                    ),
                    4,
                ),
                (gettext("Occupational health care"), total(Item.HEALTH_CARE), 6),
                (gettext("Other costs"), total(Item.OTHER, Item.ONCE), 5),
            ]
        )

    @property
    def payer_bar(self) -> list[Segment]:
        """Who pays."""
        return _segments(
            [
                (gettext("Wage subsidy"), self.result.subsidy, 5),
                (gettext("Local support"), self.result.supplement, 2),
                (gettext("The association's own share"), self.result.net, 3),
            ]
        )

    @property
    def cost_sentence(self) -> str:
        """The first bar in words."""
        return _sentence(gettext("The price of the work is %(total)s"), self.result.cost, self.cost_bar)

    @property
    def payer_sentence(self) -> str:
        """The second bar in words."""
        return _sentence(gettext("Of %(total)s"), self.result.cost, self.payer_bar)

    @property
    def stops(self) -> list[str]:
        """Why there is no subsidy."""
        return [said_of_issue(found) for found in self.result.issues if found.is_stop]

    @property
    def warnings(self) -> list[str]:
        """What else to know."""
        return [said_of_issue(found) for found in self.result.issues if not found.is_stop]

    @property
    def rows(self) -> list[Row]:
        """The costs with their rates."""
        return [_row(line) for line in self.result.lines]

    @property
    def total_row(self) -> list[str]:
        """All costs, for a whole month and in all."""
        return [cents(self.result.cost / self.result.parts), cents(self.result.cost)]

    @property
    def month_rows(self) -> list[MonthRow]:
        """Each calendar month."""
        return [_month_row(month) for month in self.result.months]

    @property
    def month_total(self) -> list[str]:
        """The sums of all months."""
        result = self.result
        contributions = sum((month.contributions for month in result.months), Decimal(0))
        return [
            cents(amount)
            for amount in (
                result.total_of(Item.PAY),
                contributions,
                result.cost,
                result.subsidy,
                result.supplement,
                result.net,
            )
        ]

    @property
    def subsidy_steps(self) -> list[str]:
        """How the subsidy of a whole month is computed, one sentence a step."""
        worked, terms = self.result.worked, self.result.terms
        if not worked or not terms:
            return []
        values = {
            "pay": cents(self.plan.pay),
            "eligible": cents(worked.eligible),
            "share": amount_of(terms.share),
            "by_share": cents(worked.by_share),
            "cap": amount_of(terms.cap),
            "amount": cents(worked.amount),
            "months": amount_of(terms.months),
            "working_time": terms.working_time and amount_of(terms.working_time),
            "factor": terms.factor and amount_of(terms.factor),
            "counted": percent((worked.counted * 100).quantize(Decimal("0.01")).normalize()),
        }
        steps = []
        if terms.factor:
            steps.append(
                gettext(
                    "At most %(working_time)s of full working time counts. Of the pay, %(pay)s, that is %(counted)s: "
                    "%(eligible)s."
                )
                % values
            )
            steps.append(
                gettext(
                    "It is multiplied by %(factor)s for the side costs, and %(share)s is paid: %(by_share)s."
                )
                % values
            )
        else:
            steps.append(gettext("%(share)s of the pay, %(pay)s, is %(by_share)s.") % values)
        if worked.bound is Bound.CAP:
            steps.append(gettext("The cap is %(cap)s, so the subsidy is %(amount)s.") % values)
        elif worked.bound is Bound.COST:
            steps.append(
                gettext("That is more than the working time costs, so the subsidy is %(amount)s.") % values
            )
        else:
            steps.append(gettext("The cap is %(cap)s, so nothing is cut.") % values)
        steps.append(gettext("It is paid for at most %(months)s.") % values)
        return steps

    @property
    def figures(self) -> list[Figure]:
        """Every fact that was counted with or spoken of, in the order of use."""
        used = [figure for line in self.result.lines for figure in line.rate.figures]
        if self.result.terms:
            used += self.result.terms.figures
        return used + [figure for found in self.result.issues for figure in found.figures]


class Sourced:
    """A fact as the list of sources shows it."""

    def __init__(self, figure: Figure):
        self.figure = figure
        self.name, self.amount = name_of(figure), amount_of(figure)
        self.year = years_of(figure)
        self.source = figure.source
        self.note = in_language(figure.notes)
        self.is_to_check = _is_to_check(figure)


def sources_of(shown: list[Shown]) -> list[Sourced]:
    """The facts of all plans, each once."""
    figures = {(figure.key, figure.valid_from): figure for each in shown for figure in each.figures}
    return [Sourced(figure) for figure in figures.values()]


class Comparison:
    """Two plans in one table."""

    def __init__(self, results: list[Result]):
        self.results = results

    @property
    def rows(self) -> list[tuple[str, list[str]]]:
        """What differs, a row each."""
        results = self.results
        return [
            (gettext("Length"), [months(each.plan.months) for each in results]),
            (gettext("Pay per month"), [cents(each.plan.pay) for each in results]),
            (gettext("Price of the work"), [euros(each.cost) for each in results]),
            (gettext("Wage subsidy"), [euros(each.subsidy) for each in results]),
            (gettext("Local support"), [euros(each.supplement) for each in results]),
            (gettext("The association's own share"), [euros(each.net) for each in results]),
            (gettext("Own share per month"), [euros(each.net / each.parts) for each in results]),
            (
                gettext("Price of an hour of work"),
                [cents(each.cost_per_hour) if each.cost_per_hour else "–" for each in results],
            ),
        ]


def _segments(parts: list[tuple[str, Decimal, int]]) -> list[Segment]:
    """The pieces that are there, side by side."""
    parts = [part for part in parts if part[1] > 0]
    total = sum((amount for _name, amount, _colour in parts), Decimal(0))
    ends = [Decimal(0), *accumulate(amount * WIDTH / total for _name, amount, _colour in parts)]
    return [
        Segment(name, amount, colour, f"{x:.1f}", f"{end - x:.1f}")
        for (name, amount, colour), (x, end) in zip(parts, pairwise(ends), strict=True)
    ]


def _sentence(beginning: str, total: Decimal, segments: list[Segment]) -> str:
    pieces = ", ".join(f"{each.name} {euros(each.amount)}" for each in segments)
    return f"{beginning % {'total': euros(total)}}: {pieces}"


def _is_to_check(figure: Figure) -> bool:
    return figure.state_on(timezone.localdate()) is not State.CONFIRMED


def _row(line: Line) -> Row:
    return Row(
        str(NAMES[line.item]),
        years(line.first, line.last),
        basis_of(line),
        "" if line.item is Item.ONCE else cents(line.monthly),
        cents(line.amount),
        line.rate.figures,
        any(_is_to_check(figure) for figure in line.rate.figures),
    )


def _month_row(month: Month) -> MonthRow:
    sums = (
        month.amounts[Item.PAY],
        month.contributions,
        month.cost,
        month.subsidy,
        month.supplement,
        month.net,
    )
    return MonthRow(date_format(month.first, "F Y"), [cents(amount) for amount in sums])
