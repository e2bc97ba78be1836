"""Which generation of the content a reader gets, and what is remembered of it within a process."""

import secrets
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import TypeVar

from django.apps import apps
from django.db import connection

T = TypeVar("T")

_reading: ContextVar[int | None] = ContextVar("generation", default=None)
_remembered: dict[int, dict[Hashable, object]] = {}


def read() -> int | None:
    """The number of now, for the current request to read under; None while nothing has been published.

    Raises DatabaseError. Plain SQL, because every cached answer waits for it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM hub_generation")
        row = cursor.fetchone()
    _reading.set(row[0] if row else None)
    return _reading.get()


def advance() -> None:
    """Make everything old that any process keeps, from the moment when the current transaction is committed."""
    model = apps.get_model("hub", "Generation")
    model.objects.update_or_create(pk=1, defaults={"number": secrets.randbits(62)})
    _reading.set(None)


def is_reading() -> bool:
    """Whether a reader is being served, under the number of one generation."""
    return _reading.get() is not None


def done_reading() -> None:
    """The request is over: what runs next in this thread sees the database as it is."""
    _reading.set(None)


def remember(key: Hashable, compute: Callable[[], T]) -> T:
    """What `compute` gave under this key in this generation; computed anew outside a reader's request."""
    number = _reading.get()
    if number is None:
        return compute()
    if number not in _remembered:
        _remembered.clear()
        _remembered[number] = {}
    values = _remembered[number]
    if key not in values:
        values[key] = compute()
    return values[key]  # type: ignore[return-value]  # what was put there under the same key


def forget() -> None:
    """Empty this process's memory."""
    _remembered.clear()
