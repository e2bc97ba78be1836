"""What all uploads have in common: their names, their size, and writing them anew before they are stored."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import PurePosixPath
from secrets import token_hex

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import string_to_ascii

LONGEST_NAME = 50
NO_PLACE = _(
    "The file could not be stored just now, and nothing was changed. Choose it again and save in a few minutes. "
    "If it fails again, tell the person who looks after the site."
)
EXTENSION = re.compile(r"[a-z0-9]{1,8}")


_refuses: ContextVar[bool] = ContextVar("refuses", default=False)


@contextmanager
def refusing_files() -> Iterator[None]:
    """Let forms refuse every file sent with them, because the store of files does not take it."""
    token = _refuses.set(True)
    try:
        yield
    finally:
        _refuses.reset(token)


class UploadForm(forms.ModelForm):
    """A form whose file may find no place; then it says so beside the file and keeps everything else."""

    def clean(self):
        """Refuse files that cannot be stored just now."""
        cleaned = super().clean()
        if _refuses.get():
            for name, value in list(self.cleaned_data.items()):
                if isinstance(value, UploadedFile):
                    self.add_error(name, ValidationError(NO_PLACE, code="no-place"))
        return cleaned


def extension_of(name: str | None) -> str:
    """What stands behind the last dot of a name, in small letters; empty for what no file type has."""
    extension = PurePosixPath(name or "").suffix.lower().removeprefix(".")
    return extension if EXTENSION.fullmatch(extension) else ""


def own_name(name: str | None) -> str:
    """A name of ours for an uploaded file: plain letters of what it was called, and a part that nobody can guess.

    What the visitor's computer called it may be a path, a device, another type written backwards, or already taken.
    """
    stem = slugify(string_to_ascii(PurePosixPath(name or "").stem))[:LONGEST_NAME].strip("-_") or "file"
    extension = extension_of(name)
    return f"{stem}-{token_hex(4)}" + (f".{extension}" if extension else "")


def check_size(file: UploadedFile, limit: int) -> None:
    """Raise ValidationError for a file of more than `limit` bytes, before anything reads it."""
    if file.size is not None and file.size > limit:
        raise ValidationError(
            _("The file is too large: the limit is %(limit)s."),
            code="size",
            params={"limit": filesizeformat(limit)},
        )


def write_anew(file: UploadedFile, content: bytes) -> None:
    """Put `content` in the place of what was sent, in memory or in the temporary file that will be moved."""
    file.seek(0)
    file.truncate()
    file.write(content)
    file.flush()
    file.seek(0)
    file.size = len(content)
