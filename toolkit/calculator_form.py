"""What a reader tells the calculator, read from the address of the page."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hub.dates import format_day
from hub.facts.records import published_facts
from hub.facts.wording import amount_of, in_language
from hub.numbers import UnreadableNumberError, parse_number
from hub.places import municipalities
from toolkit.fields import DayField, next_month
from toolkit.hiring_cost.plan import WEEKS_IN_MONTH, Ground, PensionEmployer, Plan
from toolkit.hiring_cost.rates import find
from toolkit.models.local_support import LocalSupport

MOST_EUROS = Decimal(10_000_000)
MOST_PAYROLL = Decimal(1_000_000_000)
MOST_HOURS = Decimal(80)
SHARE_TOLERANCE = Decimal("0.01")
SELECTED = mark_safe(" selected")
SECOND = "b_"
"""Begins the names of what the second plan has of its own."""
OF_SECOND = ("pay", "hours", "share", "months", "ground")


class GroundChoices(TextChoices):
    """The grounds of wage subsidy as a reader chooses among them."""

    NONE = Ground.NONE.value, _("No wage subsidy")
    SKILLS = Ground.SKILLS.value, _("Lack of professional skills")
    ABILITY = Ground.ABILITY.value, _("Reduced work ability")
    ASSOCIATION = Ground.ASSOCIATION.value, _("Association's subsidy for a long-term unemployed person")
    AGE = Ground.AGE.value, _("Employment subsidy for an older person")


def ground_choices(day: datetime.date) -> list[tuple[str, str]]:
    """The grounds, each with the share that it is granted at."""
    facts = published_facts()
    shares = {value: find(facts, f"wage-subsidy-{value}-share", day) for value in GroundChoices.values}
    return [
        (value, f"{amount_of(share)}: {label}" if (share := shares[value]) else str(label))
        for value, label in GroundChoices.choices
    ]


class EmployerChoices(TextChoices):
    """The kinds of pension insurance as a reader chooses among them."""

    AVERAGE = PensionEmployer.AVERAGE.value, _("I do not know: count with the average")
    CONTRACT = PensionEmployer.CONTRACT.value, _("Contract employer")
    TEMPORARY = PensionEmployer.TEMPORARY.value, _("Temporary employer")


class LongSelect(forms.Select):
    """A choice among hundreds, drawn at once: Django draws a template for each option, which took half of the page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The element, with what is chosen."""
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((code, SELECTED if code == (value or "") else "", label) for code, label in self.choices),
        )
        told = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", told, options)


class NumberField(forms.CharField):
    """A number that is not negative, as people write them; `unit` is shown after it, None is an empty field."""

    def __init__(self, *, most: Decimal, unit: Any = "", whole: bool = False, least: int = 0, **kwargs: Any):
        self.most, self.unit, self.whole, self.least = most, unit, whole, least
        attrs = {"inputmode": "numeric" if whole else "decimal", "autocomplete": "off", "class": "short"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        """The number. Raises ValidationError with how to write it."""
        text = super().clean(value)
        if not text:
            return None
        try:
            number = parse_number(text)
        except UnreadableNumberError:
            raise ValidationError(
                gettext("Write the number in digits, for example %(example)s.")
                % {"example": "6" if self.whole else "1 500,50"}
            ) from None
        if self.whole and number != number.to_integral_value():
            raise ValidationError(gettext("Write a whole number, for example %(example)s.") % {"example": 6})
        if not self.least <= number <= self.most:
            raise ValidationError(
                gettext("Write a number from %(least)s to %(most)s.")
                % {"least": self.least, "most": f"{self.most:,}".replace(",", "\u00a0")}
            )
        return number


def _euros(label: Any, help_text: Any = "", *, most: Decimal = MOST_EUROS, **kwargs: Any) -> NumberField:
    return NumberField(label=label, help_text=help_text, most=most, unit="€", **kwargs)


def _percent(label: Any, help_text: Any = "", **kwargs: Any) -> NumberField:
    return NumberField(
        label=label, help_text=help_text, most=Decimal(100), unit="%", required=False, **kwargs
    )


class CalculatorForm(forms.Form):
    """One plan, and what is different in a second one. The names are those of the address and of the JSON."""

    pay = _euros(
        _("Pay per month"),
        _("Before taxes. Look up the least pay in the collective agreement."),
        required=False,
    )
    hourly = _euros(
        _("Or pay per hour"), _("Write the hours per week, too."), required=False, most=Decimal(10_000)
    )
    hours = NumberField(
        label=_("Working hours per week"), most=MOST_HOURS, unit=pgettext_lazy("hours", "h"), required=False
    )
    full_time = NumberField(
        label=_("Full working hours per week"),
        help_text=_("In the collective agreement of the field."),
        most=MOST_HOURS,
        unit=pgettext_lazy("hours", "h"),
        required=False,
    )
    share = _percent(_("Or the working time of full time"))
    start = DayField(label=_("First working day"))
    months = NumberField(
        label=_("How many months"), most=Decimal(60), least=1, whole=True, unit=pgettext_lazy("months", "mo.")
    )
    ground = forms.ChoiceField(label=_("Wage subsidy"), required=False)
    unemployed = NumberField(
        label=_("Months unemployed"),
        help_text=_("Within the time that the subsidy looks back on. Leave empty if you do not know."),
        most=Decimal(600),
        whole=True,
        unit=pgettext_lazy("months", "mo."),
        required=False,
    )
    granted = NumberField(
        label=_("Months of wage subsidy"),
        help_text=_("From the decision or your own guess. Empty counts with the longest time of the ground."),
        most=Decimal(60),
        least=1,
        whole=True,
        unit=pgettext_lazy("months", "mo."),
        required=False,
    )
    age = NumberField(
        label=_("Age of the employee"),
        help_text=_("Some contributions have age limits. Leave empty if you do not know yet."),
        most=Decimal(120),
        least=13,
        whole=True,
        unit=pgettext_lazy("years", "y"),
        required=False,
    )
    business = forms.BooleanField(label=_("The work is business activity"), required=False)
    earlier = forms.BooleanField(
        label=_("We have had wage subsidy for the same person before"), required=False
    )
    municipality = forms.ChoiceField(label=_("Municipality"), required=False, widget=LongSelect)
    support = forms.ChoiceField(label=_("Local support"), required=False)
    supplement = _euros(
        _("Local support per month"),
        _("If the municipality has told you the sum. Otherwise the highest sum is counted."),
        required=False,
    )
    lag = NumberField(
        label=_("After how many months is the subsidy paid"),
        help_text=_("Ask the employment area. Empty counts with two."),
        most=Decimal(12),
        whole=True,
        unit=pgettext_lazy("months", "mo."),
        required=False,
    )
    employer = forms.ChoiceField(
        label=_("Employer of pension insurance"), choices=EmployerChoices.choices, required=False
    )
    pension_rate = _percent(
        _("Own pension contribution"), _("The employer's part, if your insurer has told it.")
    )
    accident_rate = _percent(_("Accident insurance"), _("From your offer. Empty counts with the average."))
    group_life = forms.BooleanField(
        label=_("Group life insurance"),
        help_text=_("If the collective agreement demands it."),
        required=False,
    )
    leave = _percent(
        _("Leave compensation"),
        _("Empty counts with the typical share. Write 0 if leave is taken as paid leave."),
    )
    bonus = _percent(_("Holiday bonus"), _("By collective agreement only. Empty means none."))
    health_care = _euros(_("Occupational health care per month"), required=False)
    other = _euros(_("Other costs per month"), _("Payroll service, phone, premises."), required=False)
    once = _euros(_("Costs at the beginning"), _("Tools, training, clothes."), required=False)
    payroll = _euros(
        _("Wages of the other employees per year"),
        _("Some contributions have payroll limits. Leave empty if you do not know."),
        most=MOST_PAYROLL,
        required=False,
    )
    b_pay = _euros(_("Pay per month"), required=False)
    b_hours = NumberField(
        label=_("Working hours per week"), most=MOST_HOURS, unit=pgettext_lazy("hours", "h"), required=False
    )
    b_share = _percent(_("Working time of full time"))
    b_months = NumberField(
        label=_("How many months"),
        most=Decimal(60),
        least=1,
        whole=True,
        unit=pgettext_lazy("months", "mo."),
        required=False,
    )
    b_ground = forms.ChoiceField(label=_("Wage subsidy"), required=False)

    def __init__(self, data: Mapping[str, str] | None, supports: list[LocalSupport]):
        today = timezone.localdate()
        super().__init__(data, initial={"start": format_day(next_month(today)), "ground": Ground.NONE})
        self.supports = {support.key: support for support in supports}
        places = [(place.code, in_language(place.names)) for place in municipalities().values()]
        fields: dict[str, Any] = self.fields
        grounds = ground_choices(today)
        fields["ground"].choices = grounds
        fields["b_ground"].choices = [("", _("The same")), *grounds]
        fields["municipality"].choices = [("", _("Not chosen")), *sorted(places, key=lambda pair: pair[1])]
        fields["support"].choices = [
            ("", _("None")),
            *((key, support.name) for key, support in self.supports.items() if support.amount is not None),
        ]
        for name in ("ground", "employer", "municipality", "support", "b_ground"):
            fields[name].error_messages["invalid_choice"] = _("Choose one of the list.")

    @property
    def has_second(self) -> bool:
        """Whether something is written of a second plan."""
        return any(self.data.get(f"{SECOND}{name}") for name in OF_SECOND)

    def clean(self) -> dict[str, Any]:
        """Make the plans of what can be read on its own; what does not fit together is said at its field."""
        values = dict(super().clean() or {})
        self.plans: list[Plan] = []
        if self.errors:
            return values
        place = municipalities().get(values["municipality"])
        if place and values["support"] and not self.supports[values["support"]].is_paid_in(place):
            self.add_error("support", _("This support is not paid in the municipality that you chose."))
            return values
        first = self._plan(values, "")
        if first and self.has_second:
            theirs = {name: values[f"{SECOND}{name}"] for name in OF_SECOND if values[f"{SECOND}{name}"]}
            if "pay" in theirs:
                theirs["hourly"] = None
            if "hours" in theirs and "share" not in theirs:
                theirs["share"] = None
            if "share" in theirs and "hours" not in theirs:
                theirs["hours"] = None
            second = self._plan(values | theirs, SECOND)
            self.plans = [first, second] if second else []
        elif first:
            self.plans = [first]
        return values

    def _plan(self, values: dict[str, Any], prefix: str) -> Plan | None:
        """The plan of these values; None where they do not fit together."""
        hours, share = self._time(values, prefix)
        pay = self._pay(values, hours, prefix)
        if pay is None or self.errors:
            return None
        support = self.supports.get(values["support"])
        supplement = values["supplement"]
        if supplement is None:
            supplement = support.amount if support else None
        ground = Ground(values["ground"] or Ground.NONE)
        return Plan(
            start=values["start"],
            months=int(values["months"]),
            pay=pay,
            share=share,
            hours=hours,
            age=_whole(values["age"]),
            employer=PensionEmployer(values["employer"] or PensionEmployer.AVERAGE),
            pension_rate=values["pension_rate"],
            accident_rate=values["accident_rate"],
            has_group_life=values["group_life"],
            holiday_bonus=values["bonus"] or Decimal(0),
            leave_compensation=values["leave"],
            health_care=values["health_care"] or Decimal(0),
            other=values["other"] or Decimal(0),
            once=values["once"] or Decimal(0),
            payroll=values["payroll"],
            ground=ground,
            unemployed=_whole(values["unemployed"]),
            granted=_whole(values["granted"]),
            is_business=values["business"],
            had_subsidy=values["earlier"],
            supplement=supplement or Decimal(0),
            supplement_months=support.months if support else None,
            lag=Plan.lag if values["lag"] is None else int(values["lag"]),
        )

    def _time(self, values: dict[str, Any], prefix: str) -> tuple[Decimal | None, Decimal | None]:
        """Hours a week and the share of full time, each from the others where that is possible."""
        hours, full, share = values["hours"], values["full_time"], values["share"]
        if full == 0 or hours == 0:
            self.add_error("full_time" if full == 0 else f"{prefix}hours", _("Write more than zero."))
            return None, None
        if share == 0:
            self.add_error(f"{prefix}share", _("Write more than zero."))
            return None, None
        share = None if share is None else share / 100
        if hours is not None and full is not None:
            counted = hours / full
            if counted > 1:
                self.add_error(f"{prefix}hours", _("These are more than the full working hours."))
            elif share is not None and abs(share - counted) > SHARE_TOLERANCE:
                self.add_error(f"{prefix}share", _("The hours give another share. Leave one of them empty."))
            return hours, counted
        if hours is None and full is not None and share is not None:
            hours = full * share
        return hours, share

    def _pay(self, values: dict[str, Any], hours: Decimal | None, prefix: str) -> Decimal | None:
        """The pay of a month."""
        pay, hourly = values["pay"], values["hourly"]
        if pay is not None and hourly is not None:
            self.add_error("hourly", _("Write the pay either per month or per hour."))
        elif pay is not None:
            if pay:
                return pay
            self.add_error(f"{prefix}pay", _("Write more than zero."))
        elif hourly is None:
            self.add_error("pay", _("Write the pay per month or per hour."))
        elif hours is None:
            self.add_error(f"{prefix}hours", _("Write the hours per week, so that the pay can be counted."))
        elif hourly:
            return hourly * hours * WEEKS_IN_MONTH
        else:
            self.add_error("hourly", _("Write more than zero."))
        return None


def _whole(number: Decimal | None) -> int | None:
    return None if number is None else int(number)
