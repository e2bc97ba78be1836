"""Form fields that several of the toolkit's pages ask with."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext

from hub.dates import add_months, format_day, parse_day

FIRST_YEAR = 2023
"""The facts begin here."""
YEARS_AHEAD = 5


class DayField(forms.CharField):
    """A day as people write it, 1.2.2027, or as machines do, 2027-02-01, in a year that the facts can speak of."""

    def clean(self, value: Any) -> datetime.date | None:
        """The day, or None where it may be empty. Raises ValidationError with how to write it."""
        text = str(value or "").strip()
        if not text and not self.required:
            return None
        try:
            found = parse_day(text)
        except ValueError:
            raise unreadable_day() from None
        last = timezone.localdate().year + YEARS_AHEAD
        if not FIRST_YEAR <= found.year <= last:
            raise ValidationError(
                gettext("Choose a day between the years %(first)s and %(last)s.")
                % {"first": FIRST_YEAR, "last": last}
            )
        return found


def unreadable_day() -> ValidationError:
    """How to write a day, with the first one of the next month."""
    example = format_day(next_month(timezone.localdate()))
    return ValidationError(
        gettext("Write the day as day, month and year, for example %(example)s.") % {"example": example}
    )


def next_month(day: datetime.date) -> datetime.date:
    """The first day of the next month."""
    return add_months(day.replace(day=1), 1)
