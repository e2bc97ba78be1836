"""When the store of uploaded files is gone or full: nothing is lost, and no file and no row is left alone."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import IO, Any

from django.core.files.storage import Storage
from django.db.models import FileField, Model
from django.db.models.fields.files import FieldFile

logger = logging.getLogger(__name__)

_postponed: ContextVar[list[tuple[Storage, str]] | None] = ContextVar("postponed", default=None)


class StorageFault(OSError):
    """The store of files does not answer, or takes nothing more; what it said is the cause, never the text."""


class FaultMixin:
    """A storage whose faults are all of one kind, and that deletes nothing before the new file is there."""

    gone: tuple[type[Exception], ...] = (OSError,)
    """What the storage raises when it does not answer, is full or may not be written."""

    def open(self, name: str, mode: str = "rb") -> Any:
        """The file. Raises FileNotFoundError and StorageFault."""
        with self._told():
            return super().open(name, mode)  # type: ignore[misc]  # the storage's

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        """Store a file. Raises StorageFault."""
        with self._told():
            return super().save(name, content, max_length)  # type: ignore[misc]  # the storage's

    def size(self, name: str) -> int:
        """Bytes of a file. Raises FileNotFoundError and StorageFault."""
        with self._told():
            return super().size(name)  # type: ignore[misc]  # the storage's

    def delete(self, name: str) -> None:
        """Delete a file, at the end of the request where deletions are postponed.

        One that cannot be deleted is named in the log and stays: the row that it belonged to is gone by then.
        """
        if (postponed := _postponed.get()) is not None:
            postponed.append((self, name))  # type: ignore[arg-type]  # a storage
            return
        try:
            super().delete(name)  # type: ignore[misc]  # the storage's
        except self.gone:
            logger.exception("The file %s is of no use any more and could not be deleted.", name)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise
        except self.gone as error:
            raise StorageFault("The store of files does not do what it is asked.") from error


@contextmanager
def postponed_deletions() -> Iterator[list[tuple[Storage, str]]]:
    """Delete at the end of the block what is to be deleted within, and nothing when the block fails.

    The forms of Wagtail and wagtailmedia delete a document or recording before its new version is stored.
    """
    files: list[tuple[Storage, str]] = []
    token = _postponed.set(files)
    try:
        yield files
    finally:
        _postponed.reset(token)
    for storage, name in files:
        storage.delete(name)


@contextmanager
def stored_with(instance: Model) -> Iterator[None]:
    """Store the new files of `instance` before the block that saves it, and take them away when the block fails.

    Raises StorageFault.
    """
    files: list[FieldFile] = []
    try:
        for file in _new_files(instance):
            files.append(file)
            file.save(str(file.name), file.file, save=False)
        yield
    except Exception:
        token = _postponed.set(None)
        for file in files:
            if not _is_new(file):
                file.storage.delete(str(file.name))
        _postponed.reset(token)
        raise


def store_first(instance: Model, **kwargs) -> None:
    """Before a row of a model that is not ours is saved, store its new files. Raises StorageFault.

    Stored by the saving itself, a large file keeps the database waiting, and a fault spoils the transaction.
    """
    for file in _new_files(instance):
        file.save(str(file.name), file.file, save=False)


def _new_files(instance: Model) -> list[FieldFile]:
    fields = [field.attname for field in instance._meta.concrete_fields if isinstance(field, FileField)]
    return [file for name in fields if (file := getattr(instance, name)) and _is_new(file)]


def _is_new(file: FieldFile) -> bool:
    return not file._committed  # type: ignore[attr-defined]  # Django's own name
