"""P11 of the catalogue of hostile input: a process that is killed while it publishes leaves nothing half-published."""

import json
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


def test_p11_page_is_the_old_or_the_new_one_after_its_publisher_was_killed(publisher, guide, own_site):
    """P11: a page whose title, revision, search entry and generation do not belong together is half-published."""
    before = None
    titles = set()
    for _ in range(KILLS):
        publisher.stdin.write("\n")
        publisher.stdin.flush()
        editor = int(publisher.stdout.readline())
        time.sleep(random.uniform(0.1, 0.8))  # noqa: S311  # No secret.
        os.kill(editor, signal.SIGKILL)
        assert int(publisher.stdout.readline()) == -signal.SIGKILL
        with closing(sqlite3.connect(own_site.database)) as database:
            assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
            now = said_of(database, guide.pk)
        assert now["live"] == now["page"]
        assert now["words"].split() == words_of(now["page"])
        assert before is None or (now["page"] == before["page"]) == (now["change"] == before["change"])
        before = now
        titles.add(now["page"])
    publisher.stdin.close()
    assert len(titles) > KILLS / 2
