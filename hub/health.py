"""Whether a node lives, and whether all that it needs answers; for programs that watch it."""

import os
import secrets
import threading
from collections.abc import Callable
from functools import cache as keep
from typing import TYPE_CHECKING, cast

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub.schedule import waiting_seconds
from hub.storage.disk import DiskStorage

if TYPE_CHECKING:
    from hub.storage.bucket import BucketStorage

WAITS_SECONDS = 3
"""How long a check may take; one that takes longer has failed."""


class Check:
    """Something that the site needs. `ask` raises whatever it likes when it is not there; it may return a number."""

    def __init__(self, ask: Callable[[], int | None]):
        self.ask = ask
        self.thread: threading.Thread | None = None
        self.is_well = False
        self.number: int | None = None

    def begin(self) -> None:
        """Ask in a thread of its own, unless the last one is still waiting for its answer."""
        if self.thread is None or not self.thread.is_alive():
            self.is_well, self.number = False, None
            self.thread = threading.Thread(target=self._run, daemon=True)
            self.thread.start()

    def _run(self) -> None:
        try:
            self.number = self.ask()
            self.is_well = True
        except Exception:  # noqa: S110  # What exactly went wrong might hold an address or a password.
            pass
        finally:
            connections.close_all()

    def end(self) -> bool:
        """Whether the answer came in time, and was good."""
        if self.thread:
            self.thread.join(WAITS_SECONDS)
            return self.is_well and not self.thread.is_alive()
        return False


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _cache() -> None:
    value = secrets.token_hex(8)
    cache.set("health", value, WAITS_SECONDS)
    if cache.get("health") != value:
        raise LookupError("The cache does not keep what it is given.")


def _storage() -> None:
    if not isinstance(default_storage, DiskStorage):
        cast("BucketStorage", default_storage).check()
    elif not os.access(default_storage.path(""), os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError("The folder of uploaded files cannot be written.")


def _migrations() -> None:
    if not _is_migrated():
        _is_migrated.cache_clear()
        raise RuntimeError("There are migrations to run.")


@keep
def _is_migrated() -> bool:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


CHECKS = {
    "database": Check(_database),
    "cache": Check(_cache),
    "storage": Check(_storage),
    "migrations": Check(_migrations),
}
QUEUE = Check(waiting_seconds)


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """What of all that the site needs answers: 200 when everything does, otherwise 503.

    Readers get pages without the cache, and kept pages without the database. How long the oldest thing waits that
    should have been published is only told: a timer that stands still is no reason to send readers elsewhere.
    """
    for check in (*CHECKS.values(), QUEUE):
        check.begin()
    results = {name: "ok" if check.end() else "failing" for name, check in CHECKS.items()}
    is_ready = set(results.values()) == {"ok"}
    body = {
        "status": "ok" if is_ready else "failing",
        "checks": results,
        "queue_age_seconds": QUEUE.number if QUEUE.end() else None,
    }
    return JsonResponse(body, status=200 if is_ready else 503)
