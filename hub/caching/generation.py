"""Which generation of the content a reader gets, and what is remembered of it within a process."""

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import NamedTuple, TypeVar

from django.apps import apps
from django.db import connection, transaction

T = TypeVar("T")

KEPT_CHANGES = 20
"""How many changes stay in the table; counting them has to cost nothing."""
STATE = """
    SELECT COUNT(*), MAX(id), SUM(CASE WHEN withdraws THEN 1 + earlier_withdrawals ELSE 0 END),
        MAX(CASE WHEN withdraws THEN id END)
    FROM hub_change
"""


class Generation(NamedTuple):
    """What tells one state of the content from another: all changes, and those that withdrew something.

    Both count as well as name the last, for of two changes at once the later number may be committed first.
    """

    changes: tuple[int, int | None]
    withdrawals: tuple[int | None, int | None]


_reading: ContextVar[Generation | None] = ContextVar("generation", default=None)
_remembered: dict[Generation, dict[Hashable, object]] = {}
_last: list[Generation] = []


def read() -> Generation:
    """The generation of now, for the current request to read under. Raises DatabaseError.

    Plain SQL, because every kept answer waits for it.
    """
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        count, last, withdrawn, last_withdrawn = cursor.fetchone()
    generation = Generation((count, last), (withdrawn, last_withdrawn))
    _reading.set(generation)
    _last[:] = [generation]
    return generation


def last_read() -> Generation | None:
    """What this process last knew, for the time when the database does not answer."""
    return _last[0] if _last else None


def advance(*, withdraws: bool = False) -> None:
    """Make everything old that any process keeps, from the moment when the current transaction is committed.

    With `withdraws`, what was kept before is not shown any more even if the database is gone.
    """
    model = apps.get_model("hub", "Change")
    change = model.objects.create(withdraws=withdraws)
    _reading.set(None)
    if change.pk % KEPT_CHANGES == 0:
        transaction.on_commit(lambda: _prune(change.pk - KEPT_CHANGES), robust=True)


@transaction.atomic
def _prune(last: int) -> None:
    """Take out changes up to `last`; the latest withdrawal among them stays, and counts for those before it.

    So the withdrawals are the same as before: another mark of them would empty the caches in front.
    """
    changes = apps.get_model("hub", "Change").objects
    old = dict(changes.filter(pk__lte=last).values_list("pk", "earlier_withdrawals"))
    withdrawing = list(changes.filter(pk__in=old, withdraws=True).order_by("pk").values_list("pk", flat=True))
    if withdrawing:
        *before, kept = withdrawing
        earlier = len(before) + sum(old[pk] for pk in withdrawing)
        changes.filter(pk=kept).update(earlier_withdrawals=earlier)
        del old[kept]
    changes.filter(pk__in=old).delete()


def is_reading() -> bool:
    """Whether a reader is being served, under one generation."""
    return _reading.get() is not None


def done_reading() -> None:
    """The request is over: what runs next in this thread sees the database as it is."""
    _reading.set(None)


def remember(key: Hashable, compute: Callable[[], T]) -> T:
    """What `compute` gave under this key in this generation; computed anew outside a reader's request."""
    generation = _reading.get()
    if generation is None:
        return compute()
    if generation not in _remembered:
        _remembered.clear()
        _remembered[generation] = {}
    values = _remembered[generation]
    if key not in values:
        values[key] = compute()
    return values[key]  # type: ignore[return-value]  # what was put there under the same key


def forget() -> None:
    """Empty this process's memory."""
    _remembered.clear()
