"""A result in the reader's words: names of costs, what rates rest on, and what to know before relying on it."""

import datetime
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hub.facts.wording import NO_BREAK, amount_of, in_language
from hub.numbers import to_cents
from toolkit.hiring_cost.calculation import Line
from toolkit.hiring_cost.issues import Found, Issue
from toolkit.hiring_cost.rates import MISSING, Item, NotDue

NAMES: dict[Item, Promise] = {
    Item.PAY: _("Pay"),
    Item.LEAVE: _("Leave compensation"),
    Item.BONUS: _("Holiday bonus"),
    Item.PENSION: _("Pension insurance"),
    Item.HEALTH: _("Employer's health insurance contribution"),
    Item.UNEMPLOYMENT: _("Unemployment insurance"),
    Item.UNEMPLOYMENT_ABOVE: _("Unemployment insurance, above the payroll limit"),
    Item.ACCIDENT: _("Accident insurance"),
    Item.GROUP_LIFE: _("Group life insurance"),
    Item.HEALTH_CARE: _("Occupational health care"),
    Item.OTHER: _("Other costs"),
    Item.ONCE: _("Costs at the beginning"),
}

ISSUES: dict[Issue, Promise] = {
    Issue.STARTED: _(
        "The work has begun already. No subsidy is granted for work that begins before the decision."
    ),
    Issue.EARLIER_SUBSIDY: _(
        "You have had wage subsidy for the same person. A new one is not granted before %(first)s has passed."
    ),
    Issue.UNEMPLOYED_TOO_SHORT: _(
        "The subsidy needs at least %(first)s of unemployment within %(second)s. Your plan has less."
    ),
    Issue.TOO_YOUNG: _("This subsidy is for people who are at least %(number)s years old."),
    Issue.TOO_FEW_HOURS: _("This subsidy needs at least %(first)s of work. Your plan has less."),
    Issue.TERMS_UNKNOWN: _(
        "We have no published terms of this subsidy for the first working day, so it is not counted. "
        "Ask the employment area."
    ),
    Issue.APPLY_FIRST: _("Apply before the work begins, and sign nothing before you have the decision."),
    Issue.DISCRETIONARY: _(
        "The employment area decides, and its money may run out. Count on the subsidy only with the decision in hand."
    ),
    Issue.SIDE_COSTS_NOT_COVERED: _(
        "The subsidy is counted from the pay of the hours worked. It covers no holiday bonus and no side costs."
    ),
    Issue.UNEMPLOYMENT_UNKNOWN: _(
        "The subsidy needs at least %(first)s of unemployment within %(second)s. Ask the person before you apply."
    ),
    Issue.HOURS_UNKNOWN: _("This subsidy needs at least %(first)s of work. Write the hours to check it."),
    Issue.WORKING_TIME_UNKNOWN: _(
        "You have not told the working time, so we count with full time. At most %(first)s of full time is subsidised."
    ),
    Issue.WORKING_TIME_ABOVE: _(
        "At most %(first)s of full working time is subsidised. The association pays for the hours above it."
    ),
    Issue.CAPPED: _("The subsidy is at its highest, %(first)s. The association pays what is above it."),
    Issue.COST_LIMIT: _("The subsidy is limited to what the subsidised working time costs."),
    Issue.SHORTER: _(
        "The subsidy is granted for at most %(first)s at a time. After that the association pays everything."
    ),
    Issue.BUSINESS: _(
        "Business activity: sources differ on whether the subsidy is granted then, and it may count as aid of minor "
        "importance, at most %(first)s in %(second)s. Ask the employment area before you apply."
    ),
    Issue.EMPLOYMENT_CONDITION: _(
        "Subsidised work counts %(first)s towards the employee's employment condition for unemployment security. "
        "There are exceptions, so the employee should ask the unemployment fund or Kela."
    ),
    Issue.SUPPLEMENT_CUT: _(
        "Subsidies together may not be more than the wage costs, so the local support is cut."
    ),
    Issue.RATES_OUTDATED: _(
        "For some of the months the rates are not published yet. We count with the last known ones: %(names)s."
    ),
    Issue.RATES_MISSING: _(
        "A rate is not published. That cost is missing from the sum; the table shows which."
    ),
}
"""What each issue says; `first` and `second` are the values of its facts, `number` the first without its unit."""

NO_SUBSIDISED_CONDITION = _(
    "Subsidised work does not count towards the employee's employment condition for unemployment security. "
    "There are exceptions, so the employee should ask the unemployment fund or Kela."
)

NOT_DUE: dict[NotDue, Promise] = {
    NotDue.AGE: _("Not paid at this age"),
    NotDue.EARNINGS: _("Not paid for wages this small"),
}


def euros(amount: Decimal) -> str:
    """Whole euros: 1 260 €."""
    return _money(amount, 0)


def cents(amount: Decimal) -> str:
    """Euros and cents: 1 260,50 €."""
    return _money(amount, 2)


def _money(amount: Decimal, places: int) -> str:
    number = number_format(
        to_cents(amount) if places else amount.quantize(Decimal(1), "ROUND_HALF_UP"),
        places,
        force_grouping=True,
    )
    return f"{number}{NO_BREAK}€".replace(" ", NO_BREAK).replace("-", "\u2212")


def percent(rate: Decimal) -> str:
    """A rate as the reader writes it, with two decimals unless it is whole."""
    places = 0 if rate == rate.to_integral_value() else max(2, -int(rate.normalize().as_tuple().exponent))
    return gettext("%(number)s %%").replace("%(number)s ", f"%(number)s{NO_BREAK}") % {
        "number": number_format(rate, places)
    }


def years(first: datetime.date, last: datetime.date) -> str:
    """2026, or 2026–2027."""
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


def months(number: int) -> str:
    """6 months."""
    return (ngettext("%(number)s month", "%(number)s months", number)).replace(" ", NO_BREAK) % {
        "number": number
    }


def basis_of(line: Line) -> str:
    """What the amount rests on, in a few words."""
    rate = line.rate
    if rate.not_due:
        return str(NOT_DUE[rate.not_due])
    if rate is MISSING:
        return gettext("Not published: missing from the sum")
    if rate.percent is None:
        return gettext("Your figure")
    words = percent(rate.percent)
    if not rate.figures:
        return gettext("%(rate)s, your figure") % {"rate": words}
    if rate.is_outdated:
        return gettext("%(rate)s, the rate of %(year)s: the new one is not published yet") % {
            "rate": words,
            "year": rate.figures[0].valid_from.year,
        }
    return words


def said_of_issue(found: Found) -> str:
    """What the reader has to know."""
    amounts = [amount_of(figure) for figure in found.figures]
    if found.issue is Issue.EMPLOYMENT_CONDITION and not found.figures[0].amount:
        return str(NO_SUBSIDISED_CONDITION)
    return str(ISSUES[found.issue]) % {
        "first": amounts[0] if amounts else "",
        "second": amounts[1] if len(amounts) > 1 else "",
        "number": int(found.figures[0].amount or 0) if found.figures else "",
        "names": ", ".join(in_language(figure.names) for figure in found.figures),
    }
