"""The form of a paper, made of the fields that an editor has described."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.dates import format_day, parse_day
from hub.facts.texts import filled
from hub.fields import PlainTextField
from hub.numbers import UnreadableNumberError, parse_number
from toolkit.fields import unreadable_day
from toolkit.papers.blocks import MANY, Kind
from toolkit.papers.paper import Answer, paragraphs_of

OPEN, TICKED = "\N{BALLOT BOX}", "\N{BALLOT BOX WITH X}"
LONGEST_LINE = 200
LONGEST_TEXT = 10_000
MOST_TEXT = 40_000
"""Characters of all answers together, some fifteen pages: a file of them takes half a second to make."""


class Advice(NamedTuple):
    """A wording in an answer that could be better: the field, the word as written, a better one, and the reason."""

    field: forms.BoundField
    word: str
    better: str
    why: str


class NumberTextField(PlainTextField):
    """A number as somebody wrote it, if it can be read in one way only."""

    def clean(self, value: Any) -> str:
        """The text. Raises ValidationError with how to write it."""
        text = super().clean(value)
        try:
            if text and parse_number(text) < 0:
                raise UnreadableNumberError(text)
        except UnreadableNumberError:
            raise ValidationError(
                gettext("Write the number in digits, for example %(example)s.") % {"example": "1 500,50"}
            ) from None
        return text


class DayTextField(PlainTextField):
    """A day, written on the paper as people write it."""

    def clean(self, value: Any) -> str:
        """The day as 1.2.2027. Raises ValidationError with how to write it."""
        text = super().clean(value)
        try:
            return format_day(parse_day(text)) if text else ""
        except ValueError:
            raise unreadable_day() from None


class PaperForm(forms.Form):
    """The answers to the fields of a paper. Nothing has to be answered: `missing` tells what a good paper has."""

    def __init__(self, described: Iterable[Mapping[str, Any]], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.described = {field["name"]: field for field in described}
        for name, field in self.described.items():
            self.fields[name] = _field(field)

    def clean(self) -> dict[str, Any]:
        """Demand that all the answers together make a paper that can be written at once."""
        cleaned = super().clean() or {}
        lengths = {name: len(value) for name, value in cleaned.items() if isinstance(value, str)}
        if (total := sum(lengths.values())) > MOST_TEXT:
            self.add_error(
                max(lengths, key=lambda name: lengths[name]),
                gettext(
                    "All the answers together have %(total)s characters, and a paper holds %(most)s. "
                    "Shorten this one, which is the longest."
                )
                % {"total": total, "most": MOST_TEXT},
            )
        return cleaned

    @property
    def missing(self) -> list[forms.BoundField]:
        """The fields that belong on the paper and have no answer; of a form that is valid."""
        return [
            self[name]
            for name, field in self.described.items()
            if field["is_required"] and not self.cleaned_data[name]
        ]

    def answer(self, name: str) -> Answer:
        """The answer to one field as it stands on the paper; empty where the form is not filled."""
        field, value = self.described[name], getattr(self, "cleaned_data", {}).get(name)
        if field["kind"] == Kind.CHECKLIST:
            lines = [f"{TICKED if option in (value or []) else OPEN} {option}" for option in field["options"]]
            return Answer(field["label"], lines)
        match value:
            case None | "" | []:
                paragraphs = []
            case list():
                paragraphs = value
            case str() if field["unit"]:
                paragraphs = [f"{value} {field['unit']}"]
            case _:
                paragraphs = paragraphs_of(value)
        is_list = field["kind"] == Kind.CHOICES or (field["kind"] == Kind.TEXT and len(paragraphs) > 1)
        return Answer(field["label"], paragraphs, is_list)

    def advice(self, wordings: Iterable[Mapping[str, str]]) -> Iterator[Advice]:
        """What could be said better in the answers; of a form that is valid."""
        for wording in wordings:
            pattern = re.compile(rf"\b{re.escape(wording['beginning'])}\w*", re.IGNORECASE)
            for name, field in self.described.items():
                if field["kind"] in (Kind.LINE, Kind.TEXT) and (
                    found := pattern.search(self.cleaned_data[name])
                ):
                    yield Advice(self[name], found[0], wording["better"], wording["why"])


def example_of(described: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What an invented association answers, for a form to begin with."""
    return {
        field["name"]: field["example"].splitlines() if field["kind"] in MANY else field["example"]
        for field in described
    }


def _field(described: Mapping[str, Any]) -> forms.Field:
    options = [(option, option) for option in described["options"]]
    common = {"label": described["label"], "help_text": filled(described["hint"]), "required": False}
    quiet = {"autocomplete": "off"}
    match described["kind"]:
        case Kind.CHOICE:
            options.append(("", _("No answer yet")))
            return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **common)
        case Kind.CHOICES | Kind.CHECKLIST:
            return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **common)
        case Kind.TEXT:
            return PlainTextField(
                max_length=LONGEST_TEXT, widget=forms.Textarea({**quiet, "rows": 4}), **common
            )
        case Kind.NUMBER:
            widget = forms.TextInput({**quiet, "inputmode": "decimal", "class": "short"})
            return NumberTextField(widget=widget, **common)
        case Kind.DATE:
            common["help_text"] = common["help_text"] or _("Day, month and year, for example 1.2.2027.")
            widget = forms.TextInput({**quiet, "inputmode": "decimal", "class": "short"})
            return DayTextField(widget=widget, max_length=20, **common)
        case _:
            return PlainTextField(max_length=LONGEST_LINE, widget=forms.TextInput(quiet), **common)
