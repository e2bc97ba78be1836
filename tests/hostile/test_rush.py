"""B-row “20 threads, last seat”, as a crowd: many processes sign up at once in a database of their own."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db

SIGN_UPS, PROCESSES, SEATS = 240, 8, 100


def test_crowd_gets_exactly_the_seats_there_are_and_each_is_stored_once(own_site):
    """Every tenth form is sent twice; all are answered with a confirmation, and nobody is lost or counted twice."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.rush", *map(str, (SIGN_UPS, PROCESSES, SEATS))],
        cwd=settings.BASE_DIR,
        env=own_site.environment,
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
