"""How a figure is written for its reader: the number with its unit, and the time it holds for."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from hub.dates import format_day
from hub.facts.figures import Figure

NO_BREAK = "\u00a0"
UNITS = {
    "percent": _("%(number)s %%"),
    "eur": _("%(number)s €"),
    "eur_month": _("%(number)s € per month"),
    "eur_year": _("%(number)s € per year"),
    "eur_day": _("%(number)s € per day"),
    "hours_week": _("%(number)s h per week"),
    "hours_day": _("%(number)s h per day"),
    "factor": "%(number)s",
    "count": "%(number)s",
}


def amount_of(figure: Figure) -> str:
    """The value in the reader's language with its unit: 1,91 %, 1 260 €/kk, 10 kuukautta."""
    number = number_of(figure.amount)
    match figure.unit:
        case "days":
            words = ngettext("%(number)s day", "%(number)s days", int(figure.amount))
        case "months":
            words = ngettext("%(number)s month", "%(number)s months", int(figure.amount))
        case "years":
            words = ngettext("%(number)s year", "%(number)s years", int(figure.amount))
        case unit:
            words = gettext(UNITS[unit])
    return (words % {"number": number}).replace(" ", NO_BREAK)


def number_of(amount: Decimal) -> str:
    """A number as the reader writes it; whole, or with two decimals or more where it has them."""
    places = max(-amount.normalize().as_tuple().exponent, 0)  # type: ignore[operator]  # finite by its field
    number = number_format(amount, decimal_pos=max(places, 2) if places else 0, force_grouping=True)
    return number.replace(" ", NO_BREAK)


def time_of(figure: Figure) -> str:
    """The time that a value holds for: 2026, 2024–2025, 1.7.2023–31.12.2024, from 2023."""
    first, last = figure.valid_from, figure.valid_until
    begins = str(first.year) if (first.month, first.day) == (1, 1) else format_day(first)
    if last is None:
        return gettext("from %(begins)s") % {"begins": begins}
    if begins.isdigit() and (last.month, last.day) == (12, 31):
        return begins if first.year == last.year else f"{begins}–{last.year}"
    return f"{format_day(first)}–{format_day(last)}"

