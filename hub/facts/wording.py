"""How a figure is written for its reader: the number with its unit, and the time it holds for."""

from decimal import Decimal

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_noop as _

from hub.dates import format_day
from hub.facts.figures import Alert, Figure, State

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
    """The value in the reader's language with its unit: 1,91 %, 1 260 € kuukaudessa; nothing for a rule without one."""
    if figure.amount is None:
        return ""
    number = number_of(figure)
    match figure.unit:
        case "days":
            words = ngettext("%(number)s day", "%(number)s days", int(figure.amount))
        case "months":
            words = ngettext("%(number)s month", "%(number)s months", int(figure.amount))
        case "years":
            words = ngettext("%(number)s year", "%(number)s years", int(figure.amount))
        case unit:
            words = gettext(UNITS[unit])
    return words.replace("%(number)s ", f"%(number)s{NO_BREAK}") % {"number": number}


def number_of(figure: Figure) -> str:
    """The number alone as the reader writes it; what is no whole sum or rate has two decimals or more."""
    amount = figure.amount or Decimal(0)
    places = max(-amount.normalize().as_tuple().exponent, 0)  # type: ignore[operator]  # finite by its field
    if places and figure.unit.startswith(("eur", "percent")):
        places = max(places, 2)
    return number_format(amount, decimal_pos=places, force_grouping=True).replace(" ", NO_BREAK)


def years_of(figure: Figure) -> str:
    """The years that a value holds for, for a narrow column: 2026, 2023–2025, 2025–."""
    first, last = figure.valid_from.year, figure.valid_until and figure.valid_until.year
    return str(first) if first == last else f"{first}–{last or ''}"


def time_of(figure: Figure) -> str:
    """The time that a value holds for: 2026, 2024–2025, 1.7.2023–31.12.2024, from 2023."""
    first, last = figure.valid_from, figure.valid_until
    begins = str(first.year) if (first.month, first.day) == (1, 1) else format_day(first)
    if last is None:
        return gettext("from %(begins)s") % {"begins": begins}
    if begins.isdigit() and (last.month, last.day) == (12, 31):
        return begins if first.year == last.year else f"{begins}–{last.year}"
    return f"{format_day(first)}–{format_day(last)}"


def name_of(figure: Figure) -> str:
    """The fact's name in the reader's language, at the beginning of a sentence."""
    name = in_language(figure.names)
    return name[:1].upper() + name[1:]


def in_language(texts: dict[str, str]) -> str:
    """The text in the reader's language; in the default one where the language has none."""
    return texts.get(get_language() or "", texts[settings.LANGUAGE_CODE])


def said_of(alert: Alert) -> str:
    """What has happened to a number, the old and the new value side by side."""
    figure = alert.figure
    values = {
        "name": name_of(figure),
        "amount": amount_of(figure),
        "begins": format_day(figure.valid_from),
        "ends": figure.valid_until and format_day(figure.valid_until),
        "check_by": figure.check_by and format_day(figure.check_by),
        "before": alert.before and amount_of(alert.before),
    }
    if alert.state is State.EXPIRED:
        if figure.amount is None:
            return gettext("%(name)s: held until %(ends)s, and what holds now is not known yet.") % values
        return (
            gettext("%(name)s: %(amount)s held until %(ends)s, and the new value is not known yet.") % values
        )
    if alert.before:
        if figure.amount is None:
            return gettext("%(name)s: the rule has changed on %(begins)s.") % values
        return gettext("%(name)s: was %(before)s, is %(amount)s from %(begins)s.") % values
    if figure.amount is None:
        return gettext("%(name)s: should have been checked by %(check_by)s.") % values
    return gettext("%(name)s: %(amount)s should have been checked by %(check_by)s.") % values
