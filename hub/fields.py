"""Fields of the forms that readers fill in."""

from typing import Any

from django import forms

from hub.characters import without_hidden
from hub.seo.text import FORBIDDEN


class PlainTextField(forms.CharField):
    """A text without the characters that no file can carry, and without those that turn what stands after them.

    Line breaks are the browser's or anybody's.
    """

    def clean(self, value: Any) -> str:
        """The text. Raises ValidationError."""
        if isinstance(value, str):
            value = without_hidden(FORBIDDEN.sub("", value.replace("\r\n", "\n")))
        return super().clean(value)
