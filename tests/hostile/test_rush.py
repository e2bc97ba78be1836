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


def run(environment: dict[str, str], program: str, *numbers: int) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", program, *map(str, numbers)],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )


def test_last_seats_go_to_exactly_as_many_as_there_are(environment):
    """Sixteen people from eight processes at once, three seats, five times."""
    found = json.loads(run(environment, "tests.support.last_seats", 5, 8, 3).stdout)
    assert found == [[3, 16]] * 5


def test_crowd_is_answered_with_confirmations_and_each_is_stored_once(environment):
    """Through the whole site; every tenth form is sent twice, and nobody is lost or counted twice."""
    done = run(environment, "benchmarks.rush", SIGN_UPS, PROCESSES, SEATS)
    found = json.loads(done.stdout)
    assert found.pop("seconds") < 120
    assert found == {
        "failed": 0,
        "stored": SIGN_UPS,
        "addresses": SIGN_UPS,
        "seat": SEATS,
        "waiting": SIGN_UPS - SEATS,
    }, done.stderr
