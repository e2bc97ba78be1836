"""The form of a self-assessment: one choice for each statement, and the file of an earlier result."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from toolkit.assessment import Area
from toolkit.assessment_file import MOST_BYTES, Fault, FileFault, KeptResult, read, written

FAULTS = {
    Fault.TOO_LARGE: _("This file is too large to be a saved result: those are at most %(size)s."),
    Fault.NOT_OURS: _(
        "This file is no saved result. Choose the file that you saved here; its name ends in .json."
    ),
    Fault.NEWER: _("This result was saved with a newer Pakki. Load this page anew and try again."),
    Fault.DAMAGED: _("This file has been changed or broken after it was saved. Choose another copy of it."),
    Fault.OTHER_ASSESSMENT: _(
        "This is a result of another self-assessment. Choose the one that you saved on this page."
    ),
    Fault.OTHER_SCALE: _(
        "This result was given on another scale, so it cannot be compared with the new one."
    ),
}


OPEN = "open"
"""The level of a statement that nobody has looked at yet: no choice has it, so none is chosen."""


def name_of(statement: str) -> str:
    """The name of the field in which a statement is answered."""
    return f"statement-{statement}"


class AssessmentForm(forms.Form):
    """The answers to an `outline`, whose levels have `names`; `key` is the page's key in the file of a result.

    Nothing has to be answered but one statement: an open one is counted out. `data` may carry the text of an earlier
    result as `earlier`, so that it goes along from the form to the result and back.
    """

    earlier_file = forms.FileField(
        label=_("Your earlier result"),
        required=False,
        allow_empty_file=True,
        help_text=_("The file that you saved here the last time. It is read and forgotten."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def __init__(self, outline: Sequence[Area], names: Sequence[str], key: UUID, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.names, self.key = names, key
        self.statements = [statement for area in outline for statement in area.statements]
        self.earlier: KeptResult | None = None
        choices = [
            *((str(level), name) for level, name in enumerate(names, start=1)),
            ("", _("We cannot say")),
        ]
        for statement in self.statements:
            self.fields[name_of(statement)] = forms.TypedChoiceField(
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=OPEN,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose one of the levels, or say that you cannot say.")},
            )

    @property
    def first_level(self) -> str:
        """The id of the first choice of the first statement, where answering begins."""
        return f"{self[name_of(self.statements[0])].auto_id}_0"

    @property
    def earlier_text(self) -> str:
        """The earlier result as it goes along."""
        return written(self.earlier) if self.earlier else ""

    @property
    def answers(self) -> dict[str, int]:
        """The level of each answered statement by its id; of a form that is valid."""
        given = {statement: self.cleaned_data[name_of(statement)] for statement in self.statements}
        return {statement: level for statement, level in given.items() if level}

    def clean(self) -> dict[str, Any]:
        """Demand an answer, and read the earlier result from the file or from what goes along."""
        cleaned = super().clean() or {}
        if not self.errors and not self.answers:
            self.add_error(None, _("Answer one statement at least."))
        file = cleaned.get("earlier_file")
        content = file.read(MOST_BYTES + 1) if file else self.data.get("earlier", "").encode(errors="replace")
        if file or content:
            try:
                self.earlier = read(content, self.key, len(self.names))
            except FileFault as fault:
                params = {"size": filesizeformat(MOST_BYTES)}
                self.add_error("earlier_file", ValidationError(FAULTS[fault.fault], params=params))
        return cleaned
