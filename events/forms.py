"""Uploading a recording together with its captions."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtailmedia.forms import BaseMediaForm

from events.captions import CAPTION_DAYS, CaptionError, Cue, parse_vtt
from events.models import CaptionTrack
from hub.timecodes import format_timecode

PROBLEMS = {
    "size": _("The file is too large for captions. Upload the WebVTT file, not the video."),
    "encoding": _("The file is not in UTF-8. Save it again as UTF-8 and upload it anew."),
    "header": _("This is not a WebVTT file: its first line must be WEBVTT."),
    "syntax": _("The times of the file cannot be read. They must look like 00:01.500 --> 00:04.000."),
    "empty": _("The file has no captions in it."),
    "backwards": _("The caption at %(time)s ends before it starts."),
}


class CaptionField(forms.FileField):
    """A WebVTT file, cleaned to the file with its cues."""

    def to_python(self, data):
        """The uploaded file; its cues are in `cues`."""
        file: Any = super().to_python(data)
        if file is None:
            return None
        try:
            file.cues = parse_vtt(file.read())
        except CaptionError as error:
            raise ValidationError(
                PROBLEMS[error.reason],
                code=error.reason,
                params={"time": format_timecode(error.at)},
            ) from None
        file.seek(0)
        return file


class CaptionedMediaForm(BaseMediaForm):
    """Wagtailmedia's form with one caption file for each language."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        have = set()
        if self.instance.pk:
            have = set(self.instance.captions.values_list("language", flat=True))
        for code, name in settings.LANGUAGES:
            self.fields[self._name(code)] = CaptionField(
                label=format_lazy(_("Captions: {language}"), language=name),
                required=False,
                help_text=_("There is a file already; a new one replaces it.")
                if code in have
                else format_lazy(
                    _("A WebVTT file (.vtt). By law captions are due within {days} days of publishing."),
                    days=CAPTION_DAYS,
                ),
                widget=forms.FileInput(attrs={"accept": ".vtt,text/vtt"}),
            )

    @staticmethod
    def _name(code: str) -> str:
        return f"captions_{code}"

    def clean_file(self):
        """Refuse a file that is larger than the site takes."""
        file = self.cleaned_data["file"]
        if file and file.size > settings.UPLOAD_MAX_MB * 1024 * 1024:
            raise ValidationError(
                _("The file is too large: the limit is %(limit)s MB."),
                code="size",
                params={"limit": settings.UPLOAD_MAX_MB},
            )
        return file

    def save(self, commit=True):
        """Save the recording and the caption files that were sent with it."""
        media = super().save(commit=commit)
        for code, _name in settings.LANGUAGES:
            if file := self.cleaned_data.get(self._name(code)):
                store_captions(media, code, file, file.cues)
        return media


def store_captions(media, language: str, file, cues: list[Cue]) -> CaptionTrack:
    """Set the captions of `media` in one language, replacing what there was."""
    track, _created = CaptionTrack.objects.update_or_create(
        media=media, language=language, defaults={"file": file, "rows": [list(cue) for cue in cues]}
    )
    return track
