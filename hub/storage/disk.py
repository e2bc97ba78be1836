"""Uploaded files on local disk."""

from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import FileSystemStorage

from hub.storage.faults import FaultMixin


class DiskStorage(FaultMixin, FileSystemStorage):
    """Django's, which leaves half a file behind when the disk is full."""

    def _save(self, name: str, content: IO[Any]) -> str:
        try:
            return super()._save(name, content)  # type: ignore[misc]  # FileSystemStorage's
        except OSError:
            with suppress(OSError):
                Path(self.path(name)).unlink()
            raise
