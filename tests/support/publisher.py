"""`python -m tests.support.publisher PK`: an editor who publishes a page over and over, for tests that kill him.

For each line that it reads it starts an editor at work and prints the pid; when the editor is dead, it prints how he
ended. The database is that of DATABASE_URL.
"""

import os
import sys
from itertools import count

import django
from django.db import connection
from django.test import Client
from django.urls import reverse


def main(pk: str) -> None:
    """Sign in once; then an editor a line, each a process of its own."""
    from hub.users.models import User  # noqa: PLC0415
    from tests.support.forms import sent_by, streams_of  # noqa: PLC0415
    from toolkit.models import GuidePage  # noqa: PLC0415

    client = Client()
    client.force_login(User.objects.create_superuser("toimittaja", email="", password="ei tarvita tässä"))
    address = reverse("wagtailadmin_pages:edit", args=[pk])
    sent = sent_by(client.get(address).content.decode()) | streams_of(GuidePage.objects.get(pk=pk))
    connection.close()  # No two processes may share one.
    for _line in sys.stdin:
        if not (editor := os.fork()):
            for number in count():
                title = f"Versio {os.getpid()} {number}"
                if client.post(address, sent | {"title": title, "action-publish": "1"}).status_code != 302:
                    os._exit(1)
        print(editor, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(editor, 0)[1]), flush=True)


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
