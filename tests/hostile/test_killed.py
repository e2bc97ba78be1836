"""P11 of the catalogue of hostile input: a process that is killed while it publishes leaves nothing half-published."""

import json
import math
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.conf import settings

from hub.search.words import words_of

pytestmark = pytest.mark.django_db

KILLS = 25


@pytest.fixture
def publisher(guide, own_site) -> Iterator[subprocess.Popen]:
    """The program of tests/support/publisher.py, at the guide."""
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.support.publisher", str(guide.pk)],
        cwd=settings.BASE_DIR,
        env=own_site.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with program:
        yield program


def said_of(database: sqlite3.Connection, pk: int) -> dict:
    """What stands in each place that says something of a page's title."""
    page, words, live = database.execute(
        """
        select page.title, entry.title_words, live.content
        from wagtailcore_page page
        join hub_searchentry entry on entry.page_id = page.id
        join wagtailcore_revision live on live.id = page.live_revision_id
        where page.id = ?
        """,
        [pk],
    ).fetchone()
    (change,) = database.execute("select max(id) from hub_change").fetchone()
    return {"page": page, "words": words, "live": json.loads(live)["title"], "change": change}


def next_title(publisher: subprocess.Popen) -> str:
    """What the editor has just published."""
    line = publisher.stdout.readline().strip()
    assert line.startswith("Versio "), line
    return line


def killed_at_work(publisher: subprocess.Popen) -> list[str]:
    """The titles that an editor had published when he was killed at a random moment, once sure that he publishes."""
    publisher.stdin.write("\n")
    publisher.stdin.flush()
    editor = int(publisher.stdout.readline())
    said = [next_title(publisher)]
    began = time.monotonic()
    said.append(next_title(publisher))
    time.sleep(random.uniform(0, 2 * (time.monotonic() - began)))  # noqa: S311  # No secret.
    os.kill(editor, signal.SIGKILL)
    while (line := publisher.stdout.readline().strip()).startswith("Versio "):
        said.append(line)
    assert int(line) == -signal.SIGKILL
    return said


def test_p11_page_is_the_old_or_the_new_one_after_its_publisher_was_killed(publisher, guide, own_site):
    """P11: a page whose title, revision, search entry and generation do not belong together is half-published."""
    before = None
    changes_each = set()
    for _ in range(KILLS):
        said = killed_at_work(publisher)
        with closing(sqlite3.connect(own_site.database)) as database:
            assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
            now = said_of(database, guide.pk)
        editor, last = said[-1].rsplit(" ", 1)
        assert now["page"] in {said[-1], f"{editor} {int(last) + 1}"}
        assert now["live"] == now["page"]
        assert now["words"].split() == words_of(now["page"])
        if before:
            published = int(now["page"].rsplit(" ", 1)[1]) + 1
            # The last one may have been killed after its transaction and before Wagtail's signal, which tells it again.
            changes_each.add(math.ceil((now["change"] - before["change"]) / published))
        before = now
    publisher.stdin.close()
    assert len(changes_each) == 1
