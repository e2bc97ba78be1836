"""Caches in front of the site hear of what readers see, as soon as it is committed, and of nothing else."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError, connection, transaction
from wagtail.models import Page, PageViewRestriction, Site

from hub.caching.edge import WAITS_SECONDS
from hub.models import HubDocument, HubImage, Menu, SiteText
from tests.support.pages import make_private

pytestmark = pytest.mark.django_db

ENDS_WITHIN = 0.01
"""Seconds after which a cache notices that it should end; Python's half a second is paid by every test."""


class Edge(ThreadingHTTPServer):
    """A cache that writes down what it is asked: method, path and host."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Listener)
        self.asked: list[tuple[str, str, str]] = []
        self.status = 200

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"


class Listener(BaseHTTPRequestHandler):
    """One request to the cache."""

    server: Edge

    def do_PURGE(self) -> None:
        """Write it down."""
        self.server.asked.append((self.command, self.path, self.headers["Host"]))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args) -> None:
        """Nothing on the terminal."""


def use(settings, *addresses: str) -> None:
    settings.WAGTAILFRONTENDCACHE = {
        address: {"BACKEND": "hub.caching.edge.EdgeBackend", "LOCATION": address} for address in addresses
    }


@pytest.fixture
def edges(settings) -> Iterator[list[Edge]]:
    """Two caches in front of the site."""
    servers = [Edge(), Edge()]
    for server in servers:
        threading.Thread(target=server.serve_forever, args=(ENDS_WITHIN,), daemon=True).start()
    use(settings, *(server.address for server in servers))
    yield servers
    for server in servers:
        server.shutdown()
        server.server_close()


def rename(page: Page) -> None:
    page.slug = "uusi-osoite"
    page.save_revision().publish()


CHANGES = {
    "a page is published": lambda page: page.save_revision().publish(),
    "a page is unpublished": lambda page: page.unpublish(),
    "a page moves": lambda page: page.move(page.get_parent().get_parent(), pos="last-child"),
    "a page gets another address": rename,
    "a page is deleted": lambda page: page.delete(),
    "a page is made private": make_private,
    "a menu is saved": lambda page: Menu.objects.first().save(),
    "a text of the site is saved": lambda page: SiteText.objects.first().save(),
    "a picture is saved": lambda page: HubImage.objects.first().save(),
    "a document is deleted": lambda page: HubDocument.objects.get(title="Oma").delete(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_cache_hears_of_a_change_once_it_is_committed(
    edges, guide, change, django_capture_on_commit_callbacks
):
    # A deleted one takes its file along, which other tests read; made in bulk it tells nobody.
    HubDocument.objects.bulk_create([HubDocument(title="Oma", file=ContentFile(b"%PDF-1.7", "oma.pdf"))])
    with django_capture_on_commit_callbacks(execute=True):
        change(guide)
        assert [edge.asked for edge in edges] == [[], []]
    host = Site.objects.get().root_url.partition("://")[2]
    assert [edge.asked for edge in edges] == [[("PURGE", "/*", host)]] * 2


def test_change_that_is_rolled_back_is_told_to_nobody(edges, guide, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            make_private(guide)
            transaction.set_rollback(True)
        make_private(guide)
    assert [len(edge.asked) for edge in edges] == [1, 1]
    assert PageViewRestriction.objects.count() == 1


def test_draft_is_told_to_nobody(edges, guide, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        guide.save_revision()
    assert [edge.asked for edge in edges] == [[], []]


def test_cache_that_is_gone_or_refuses_hinders_neither_the_change_nor_the_next_cache(
    edges, guide, settings, caplog, django_capture_on_commit_callbacks
):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        gone = f"http://127.0.0.1:{closed.getsockname()[1]}"
        edges[0].status = 405
        use(settings, gone, edges[0].address, edges[1].address)
        with django_capture_on_commit_callbacks(execute=True):
            guide.unpublish()
    assert len(edges[1].asked) == 1
    assert f"{gone} may still show old pages" in caplog.text
    assert f"{edges[0].address} may still show old pages: HTTP Error 405" in caplog.text


def test_cache_that_never_answers_is_waited_for_shortly(
    guide, settings, caplog, django_capture_on_commit_callbacks
):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        use(settings, f"http://127.0.0.1:{silent.getsockname()[1]}")
        began = time.monotonic()
        with django_capture_on_commit_callbacks(execute=True):
            guide.unpublish()
    assert time.monotonic() - began < WAITS_SECONDS + 2
    assert "may still show old pages" in caplog.text


def mark(client) -> str:
    response = client.get("/edge/withdrawals")
    assert (response.status_code, response["Cache-Control"]) == (200, "public, max-age=1")
    assert not response.cookies
    return response["X-Withdrawals"]


def test_mark_stays_while_pages_change_and_becomes_another_when_one_is_withdrawn(client, guide):
    before = mark(client)
    guide.save_revision().publish()
    assert mark(client) == before
    make_private(guide)
    assert mark(client) != before


def test_without_the_database_there_is_no_mark(client):
    def fail(*args):
        raise OperationalError

    with connection.execute_wrapper(fail):
        response = client.get("/edge/withdrawals")
    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
