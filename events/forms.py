"""Uploading a recording together with its captions."""

from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtailmedia.forms import BaseMediaForm

from events.captions import MAX_BYTES, CaptionError, Cue, parse_vtt
from events.models import CaptionTrack
from hub.facts.texts import filled
from hub.pictures import clean_poster
from hub.storage.faults import stored_with
from hub.timecodes import format_timecode
from hub.uploads import UploadForm, check_size, extension_of, own_name

PROBLEMS = {
    "size": _("The file is too large for captions. Upload the WebVTT file, not the video."),
    "encoding": _("The file is not in UTF-8. Save it again as UTF-8 and upload it anew."),
    "header": _("This is not a WebVTT file: its first line must be WEBVTT."),
    "syntax": _("The times of the file cannot be read. They must look like 00:01.500 --> 00:04.000."),
    "empty": _("The file has no captions in it."),
    "backwards": _("The caption at %(time)s ends before it starts."),
}

LONGEST = 24 * 60 * 60
"""How long a recording may last, in seconds."""


START = 64
"""How many bytes of a recording say what it is."""
PICTURES = {b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"}
"""Brands of pictures that come in the same container as films."""


def has_content_of(extension: str, start: bytes) -> bool:
    """Whether a file that begins with `start` can be what its extension says; True for extensions not known here."""
    match extension:
        case "mp4" | "m4a":
            return start[4:8] == b"ftyp" and start[8:12] not in PICTURES
        case "webm":
            # Matroska begins in the same way; most browsers do not play it.
            return start.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in start
        case "mp3":
            # A tag, or a frame: eleven set bits and layer III. Without the layer, UTF-16 text would do.
            is_frame = len(start) > 1 and start[0] == 0xFF and start[1] & 0xE6 == 0xE2
            return start.startswith(b"ID3") or is_frame
    return True


class CaptionField(forms.FileField):
    """A WebVTT file, cleaned to the file with its cues."""

    def to_python(self, data):
        """The uploaded file; its cues are in `cues`."""
        file: Any = super().to_python(data)
        if file is None:
            return None
        if file.size > MAX_BYTES:
            raise ValidationError(PROBLEMS["size"], code="size")
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


class CaptionedMediaForm(UploadForm, BaseMediaForm):
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
                    _("A WebVTT file (.vtt). By law captions are due this long after publishing: {time}."),
                    time=lazy(filled, str)("{captions-days}"),
                ),
                widget=forms.FileInput(attrs={"accept": ".vtt,text/vtt"}),
            )

    @staticmethod
    def _name(code: str) -> str:
        return f"captions_{code}"

    def clean_file(self):
        """Refuse a file that is larger than the site takes, or that is not what its name says."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        check_size(file, settings.UPLOAD_MAX_MB * 1024 * 1024)
        extension = extension_of(file.name)
        file.seek(0)
        start = file.read(START)
        file.seek(0)
        if not has_content_of(extension, start):
            raise ValidationError(
                _(
                    "The file is not a recording of the type %(type)s, although its name says so. "
                    "Save the recording again and upload it anew."
                ),
                code="content",
                params={"type": extension.upper()},
            )
        file.name = own_name(file.name)
        return file

    def clean_duration(self):
        """Refuse a length that no recording has."""
        duration = self.cleaned_data["duration"]
        if duration is not None and not 0 <= duration <= LONGEST:
            raise ValidationError(
                _("The duration must be from 0 to %(longest)s seconds."),
                code="duration",
                params={"longest": LONGEST},
            )
        return duration

    def clean_thumbnail(self):
        """Refuse a still picture that cannot be shown."""
        thumbnail = self.cleaned_data["thumbnail"]
        if isinstance(thumbnail, UploadedFile):
            clean_poster(thumbnail)
        return thumbnail

    def save(self, commit=True):
        """Save the recording and the caption files that were sent with it, all or nothing."""
        with stored_with(self.instance), transaction.atomic():
            media = super().save(commit=commit)
            for code, _name in settings.LANGUAGES:
                if file := self.cleaned_data.get(self._name(code)):
                    store_captions(media, code, file, file.cues)
        return media


def store_captions(media, language: str, file, cues: list[Cue]) -> CaptionTrack:
    """Set the captions of `media` in one language, replacing what there was; the file is named after the recording."""
    file.name = f"{PurePosixPath(media.file.name).stem}-{language}.vtt"
    track, _created = CaptionTrack.objects.update_or_create(
        media=media, language=language, defaults={"file": file, "rows": [list(cue) for cue in cues]}
    )
    return track
