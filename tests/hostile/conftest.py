"""A site of one's own for tests that kill it or throw at its server what Django's test client cannot send."""

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import connection


class OwnSite(NamedTuple):
    """A copy of the starter database, and the environment of a program that works in it."""

    database: Path
    environment: dict[str, str]


@pytest.fixture(scope="module")
def own_site(django_db_setup, django_db_blocker, tmp_path_factory) -> OwnSite:
    """Only where the database is SQLite, which is a file to copy."""
    if connection.vendor != "sqlite":
        pytest.skip("copies the database, which is a file on SQLite only")
    folder = tmp_path_factory.mktemp("own-site")
    database = folder / "pakki.sqlite3"
    with django_db_blocker.unblock():
        connection.ensure_connection()
        database.write_bytes(connection.connection.serialize())
    variables = {
        "DATABASE_URL": f"sqlite:///{database}",
        "DATA_DIR": str(folder),
        "CACHE_URL": "locmem://",
        "FILES_URL": "",
    }
    return OwnSite(database, os.environ | variables)
