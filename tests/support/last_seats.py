"""A program whose processes all want the last seats of a session in the same moment, again and again.

`python -m tests.support.last_seats ROUNDS PROCESSES SEATS`: in each round every process signs two people up as soon as
all are there, and sends the second form twice. It prints for each round how many got a seat and how many are stored,
as JSON.
"""

import json
import multiprocessing
import sys
from multiprocessing.synchronize import Barrier
from uuid import uuid4

import django

django.setup()

from django.db import connection  # noqa: E402  needs the apps

from events.models import Registration, SessionPage  # noqa: E402
from events.registration import seats  # noqa: E402

forked = multiprocessing.get_context("fork")


def sign_up_two(session_id: int, number: int, barrier: Barrier) -> None:
    """What one process does."""
    connection.ensure_connection()
    barrier.wait()
    for each in (number * 2, number * 2 + 1):
        person = {"name": "Kokeilija", "email": f"k{each}@yhdistys.example", "association": "", "needs": ""}
        token = uuid4()
        for _time in range(1 + each % 2):
            seats.sign_up(session_id, token, "fi", person | {"way": "site"})


def main(rounds: int, processes: int, places: int) -> None:
    """Let them loose, round by round."""
    session = SessionPage.objects.get(slug="tyosopimus-yhdessa-illassa")
    SessionPage.objects.filter(pk=session.pk).update(takes_sign_ups=True, seats_on_site=places)
    rows = Registration.objects.filter(session=session)
    found = []
    for _round in range(rounds):
        rows.delete()
        connection.close()
        barrier = forked.Barrier(processes)
        crowd = [
            forked.Process(target=sign_up_two, args=(session.pk, number, barrier))
            for number in range(processes)
        ]
        for process in crowd:
            process.start()
        for process in crowd:
            process.join()
        assert [process.exitcode for process in crowd] == [0] * processes
        found.append([rows.filter(status="seat").count(), rows.count()])
    print(json.dumps(found))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
