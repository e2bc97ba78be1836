"""“Twenty threads, last seat”, as a crowd: many processes sign up at once in a database of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.django_db

SIGN_UPS, PROCESSES, SEATS = 240, 8, 100


@pytest.fixture(scope="module")
def environment(request, django_db_setup, django_db_blocker) -> Iterator[dict[str, str]]:
    """That of a program that works in a copy of the starter database, on SQLite or PostgreSQL."""
    if connection.vendor == "sqlite":
        yield request.getfixturevalue("own_site").environment
        return
    name = connection.settings_dict["NAME"]
    copy = f"{name}_rush"
    with django_db_blocker.unblock():
        connection.close()  # A database that somebody uses cannot be copied.
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    address = os.environ["DATABASE_URL"].rpartition("/")[0]
    yield os.environ | {"DATABASE_URL": f"{address}/{copy}", "CACHE_URL": "locmem://", "FILES_URL": ""}
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{copy}"')


def test_crowd_gets_exactly_the_seats_there_are_and_each_is_stored_once(environment):
    """Every tenth form is sent twice; all are answered with a confirmation, and nobody is lost or counted twice."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.rush", *map(str, (SIGN_UPS, PROCESSES, SEATS))],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert found.pop("seconds") < 120
    assert found == {
        "failed": 0,
        "stored": SIGN_UPS,
        "addresses": SIGN_UPS,
        "seat": SEATS,
        "waiting": SIGN_UPS - SEATS,
    }, done.stderr
