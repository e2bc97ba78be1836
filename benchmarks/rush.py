"""Many people sign up for one session at once. Run in a process of its own.

`python -m benchmarks.rush SIGN_UPS PROCESSES SEATS` works in the site that DATABASE_URL or DATA_DIR names: each process
posts its part of the forms one after the other through the whole site, every tenth form twice. It prints what is stored
in the end as JSON.
"""

import json
import os
import sys
import time
from collections import Counter
from uuid import uuid4

import django

django.setup()

from django.db import connection  # noqa: E402  needs the apps
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402

from events.models import Registration, SessionPage  # noqa: E402

SLUG = "tyosopimus-yhdessa-illassa"
HERE = {"Origin": "http://localhost", "Host": "localhost"}


def main(sign_ups: int, processes: int, places: int) -> None:
    """Open the session, let the processes loose, and print what is stored."""
    session = SessionPage.objects.get(slug=SLUG)
    rows = Registration.objects.filter(session=session)
    rows.delete()
    languages = SessionPage.objects.filter(translation_key=session.translation_key)
    languages.update(takes_sign_ups=True, seats_on_site=places, seats_remote=0)
    with override("fi"):
        address = reverse("sign_up", args=[session.translation_key])
    connection.close()
    began = time.monotonic()
    children = [_begin(address, range(number, sign_ups, processes)) for number in range(processes)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    found = {
        "seconds": time.monotonic() - began,
        "failed": sum(map(bool, codes)),
        "stored": rows.count(),
        "addresses": rows.values("email").distinct().count(),
        **Counter(rows.values_list("status", flat=True)),
    }
    print(json.dumps(found))


def _begin(address: str, numbers: range) -> int:
    """A process that signs up the people of these numbers; it ends with 1 when an answer is no confirmation."""
    child = os.fork()
    if child == 0:
        is_well = False
        try:
            answers = [
                _is_confirmed(address, number) for number in numbers
            ]  # The last, even if the first failed.
            is_well = all(answers)
        finally:
            os._exit(0 if is_well else 1)
    return child


def _is_confirmed(address: str, number: int) -> bool:
    """Whether one person's form is answered with a confirmation, each time that it is sent."""
    form = {
        "name": f"Kokeilija {number}",
        "email": f"kokeilija-{number}@yhdistys.example",
        "way": "site",
        "consent": "on",
        "token": str(uuid4()),
    }
    client = Client(REMOTE_ADDR=f"10.{number // 65536}.{number // 256 % 256}.{number % 256}")
    answers = [client.post(address, form, headers=HERE) for _time in range(1 if number % 10 else 2)]
    return all(
        answer.status_code == 200 and b"<form" not in answer.content.partition(b"<main")[2]
        for answer in answers
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
