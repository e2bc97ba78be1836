"""Privacy: a word planted in every field of a sign-up is nowhere in the files of the database after the purge."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db

CANARIES = {"name": "zqname", "association": "zqassociation", "needs": "zqneeds", "email": "zqemail"}
PROGRAM = """
import datetime, sys
import django
django.setup()
from uuid import uuid4
from django.utils import timezone
from events.models import Registration, SessionPage
from events.registration import chores, seats
from hub import outbox
session = SessionPage.objects.get(slug="tyosopimus-yhdessa-illassa")
SessionPage.objects.filter(pk=session.pk).update(takes_sign_ups=True, seats_on_site=1)
for number in range(50):
    given = {given!r} | {{"email": f"zqemail{{number}}@yhdistys.example"}}
    seats.sign_up(session.pk, uuid4(), "fi", given)
print(Registration.objects.count(), flush=True)
input()
outbox.send_due(60)
past = timezone.now() - datetime.timedelta(days=40)
SessionPage.objects.filter(pk=session.pk).update(starts_at=past, ends_at=past)
chores.run()
print(Registration.objects.count())
"""


def test_after_the_purge_no_byte_of_anybody_is_left_in_the_files_of_the_database(own_site):
    """The same words are there before it."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(given=CANARIES | {"way": "site"})],
        cwd=settings.BASE_DIR,
        env=own_site.environment | {"EMAIL_URL": "dummy://"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout.readline() == "50\n"
        with closing(sqlite3.connect(own_site.database)) as database:
            assert database.execute("select count(*) from events_registration").fetchone() == (50,)
        assert b"zqneeds" in bytes_of(own_site)
        said, _error = program.communicate("\n")
    assert (program.returncode, said) == (0, "0\n")
    left = bytes_of(own_site)
    assert [word for word in CANARIES.values() if word.encode() in left] == []


def bytes_of(own_site) -> bytes:
    """Everything in the folder of the database, its log included."""
    folder = own_site.database.parent
    return b"".join((folder / name).read_bytes() for name in os.listdir(folder) if "sqlite3" in name)
