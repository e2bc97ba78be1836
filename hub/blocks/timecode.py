"""A moment of a recording, written by the editor as `12:40` and kept in seconds."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.blocks.untranslated import UntranslatedMixin
from hub.timecodes import format_timecode, parse_timecode


class TimecodeField(forms.CharField):
    """A form field that reads `12:40` as 760 seconds."""

    def prepare_value(self, value):
        """Seconds as a time code; what was typed wrongly stays as it was typed."""
        return format_timecode(value) if isinstance(value, int) else value

    def to_python(self, value):
        """Seconds, or None when left empty; seconds stay as they are."""
        if isinstance(value, int):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_timecode(text)
        except ValueError:
            raise ValidationError(
                _("Write the time as minutes and seconds, for example 12:40, or 1:02:03."),
                code="timecode",
            ) from None


class TimecodeBlock(UntranslatedMixin, blocks.FieldBlock):
    """Seconds from the start of a recording: int."""

    def __init__(self, required=True, help_text=None, **kwargs):
        self.field = TimecodeField(
            required=required,
            help_text=help_text or _("Minutes and seconds from the start, for example 12:40."),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 8}),
        )
        super().__init__(**kwargs)

    def value_from_form(self, value):
        """The cleaned seconds."""
        return value

    class Meta:
        icon = "time"
        label = _("Time")
