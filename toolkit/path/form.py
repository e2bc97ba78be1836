"""The questions as a form. Everything is sent in the address, and nothing of it says who asks."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from toolkit.fields import DayField
from toolkit.path.answers import CHOICES, Answers
from toolkit.path.wording import ANSWERS, QUESTIONS

NUMBER = re.compile(r"\s*([0-9]{1,2})\s*\.?\s*")
KEY = re.compile(r"[0-9a-f]{12}")
"""What a calendar knows a path by: see `toolkit.path.answers.Answers.key`."""


class PaydayField(forms.CharField):
    """A day of the month, 1 to 31."""

    def __init__(self, **kwargs: Any):
        attrs = {"autocomplete": "off", "class": "short", "inputmode": "numeric"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> int:
        """The number. Raises ValidationError with how to write it."""
        match = NUMBER.fullmatch(str(value or ""))
        if not match or not 1 <= int(match[1]) <= 31:
            raise ValidationError(_("Write the day of the month as a number from 1 to 31."))
        return int(match[1])


def _choice(question: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=QUESTIONS[question],
        choices=[(answer, ANSWERS[question][answer]) for answer in CHOICES[question]],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the answers."),
            "invalid_choice": _("Choose one of the answers."),
        },
    )


class PathForm(forms.Form):
    """The eight questions. `key` goes with a link, so that a calendar finds the entries that it has already."""

    first = _choice("first")
    way = _choice("way")
    term = _choice("term")
    start = DayField(
        widget=forms.TextInput({"autocomplete": "off", "class": "short"}),
        label=_("When does the work begin?"),
        help_text=_("Day, month and year, as in 3.11.2026."),
    )
    end = DayField(
        widget=forms.TextInput({"autocomplete": "off", "class": "short"}),
        label=_("When does it end?"),
        help_text=_("Only of a fixed term, and if you know it."),
        required=False,
    )
    payday = PaydayField(
        label=_("On which day of the month are wages paid?"),
        help_text=_(
            "A number from 1 to 31; 31 is always the last day. In a work trial the answer changes nothing."
        ),
    )
    minor = _choice("minor")
    insured = _choice("insured")

    def __init__(self, query: dict[str, str]):
        """`query` has the parameters that were sent, by name; without any of the questions' the form is empty."""
        told = {name: query[name] for name in self.base_fields if name in query}
        initial = {
            "way": "pay",
            "term": "open",
            "minor": "no",
            "insured": "no",
            "first": "yes",
            "payday": "15",
        }
        super().__init__(told or None, initial=initial)
        self.sent_key = query.get("key", "")

    def clean(self) -> dict[str, Any]:
        """Demand that the last day comes after the first, and only of a fixed term."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if end and cleaned.get("term") == "open":
            self.add_error("end", gettext("Work until further notice has no last day. Leave this empty."))
        elif start and end and end <= start:
            self.add_error("end", gettext("The last day comes after the first day of work."))
        return cleaned

    @property
    def answers(self) -> Answers:
        """What was answered; only of a valid form."""
        data = self.cleaned_data
        chosen = {question: data[question] for question in CHOICES}
        return Answers(chosen, data["start"], data["end"], data["payday"])

    @property
    def key(self) -> str:
        """The key that came with the link; of the first answers where none came. Empty for a form that is not valid."""
        if KEY.fullmatch(self.sent_key):
            return self.sent_key
        return self.answers.key if self.is_bound and self.is_valid() else ""

    @property
    def query(self) -> dict[str, str]:
        """The answers for a link, with the key."""
        return {name: self.data.get(name, "") for name in self.base_fields} | {"key": self.key}
