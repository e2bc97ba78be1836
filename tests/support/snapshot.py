"""The starter database, built once and kept for the next run and the other workers, as long as nothing has changed.

Building takes half a minute: all migrations, then every starter page in two languages. A copy is kept beside
pytest's own cache under a name made of everything it depends on: the code, the starter content, the locked packages
and the day.
"""

import datetime
import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tests.support.fields import OUR_PACKAGES

PASSING = {"__pycache__", "static", "locale", "templates"}
"""Folders whose files do not reach the database."""


def fingerprint() -> str:
    """A name for the state of everything that the database is made of."""
    digest = hashlib.sha256(datetime.date.today().isoformat().encode())
    files = [
        path
        for folder in (*OUR_PACKAGES, "requirements", "tests/support", "tests/conftest.py")
        for path in [settings.BASE_DIR / folder, *(settings.BASE_DIR / folder).rglob("*")]
        if path.is_file() and not PASSING.intersection(path.parts)
    ]
    for path in sorted(files):
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode() + path.read_bytes())
    return digest.hexdigest()[:24]


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Let one process work in `folder`; the others wait."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def restore(folder: Path) -> None:
    """Bring the kept database and files into this process."""
    connection.ensure_connection()
    with sqlite3.connect(folder / "database") as kept:
        kept.backup(connection.connection)
    kept.close()
    ContentType.objects.clear_cache()
    shutil.copytree(folder / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)


def keep(folder: Path) -> None:
    """Keep this process's database and files, instead of any older ones beside them."""
    for old in folder.parent.iterdir():
        if old.is_dir():
            shutil.rmtree(old)
    shutil.copytree(settings.MEDIA_ROOT, folder / "media")
    with sqlite3.connect(folder / "database.part") as kept:
        connection.connection.backup(kept)
    kept.close()
    (folder / "database.part").rename(folder / "database")
