"""Requests that say in pieces, or falsely, how long they are, to gunicorn as deploy/ sets it up (B23, B55)."""

import re
import socket
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import repeat
from typing import NamedTuple

import pytest
from django.conf import settings

from scripts.hostile import memory_of_workers
from scripts.services import Server, free_port

MEGABYTE = 1024 * 1024
HEAD = b"POST /admin/login/ HTTP/1.1\r\nHost: pakki.example\r\nContent-Type: application/x-www-form-urlencoded\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
NEXT = b"GET /health/live HTTP/1.1\r\nHost: pakki.example\r\nConnection: close\r\n\r\n"


class Node(NamedTuple):
    """A running gunicorn."""

    port: int
    pid: int

    def ask(self, parts: Iterable[bytes]) -> list[int]:
        """Send the parts over one connection; the statuses of all answers."""
        said = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as wire:
            with suppress(OSError):  # It may close before all is sent.
                for part in parts:
                    wire.sendall(part)
                wire.shutdown(socket.SHUT_WR)
            with suppress(OSError):
                while part := wire.recv(MEGABYTE):
                    said += part
        return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3})", said)]


@pytest.fixture(scope="module")
def node(own_site) -> Iterator[Node]:
    """Gunicorn with the settings of deploy/ on a free port."""
    port = free_port()

    def is_up() -> bool:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=5):
            return True

    command = [sys.executable, "-m", "gunicorn", "hub.wsgi", "--bind", f"127.0.0.1:{port}"]
    server = Server(
        [*command, "--config", str(settings.BASE_DIR / "deploy/gunicorn.conf.py")],
        own_site.database.with_suffix(".log"),
        is_up,
        environment=own_site.environment,
    )
    server.start()
    yield Node(port, server.process.pid)
    server.stop()


def chunk(content: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(content), content)


def test_b23_body_without_a_length_is_not_kept_in_memory(node):
    """B23: 200 MB in pieces to a form that takes 2.5 MB."""
    assert node.ask([NEXT]) == [200]
    before = memory_of_workers(node.pid)
    began = time.monotonic()
    statuses = node.ask([CHUNKED, *repeat(chunk(b"a" * MEGABYTE), 200), chunk(b"")])
    assert statuses == [] or 400 <= statuses[0] < 500
    assert time.monotonic() - began < 5
    after = memory_of_workers(node.pid)
    assert before.keys() == after.keys()
    assert max(after[pid] - before[pid] for pid in before) < 50


@pytest.mark.parametrize(
    "pieces",
    [
        b"zz\r\n",
        b"-1\r\na\r\n",
        b"f" * 400 + b"\r\na",
        b"5\r\nab",
        b"1;" + b"x" * 100_000,
        b"\0\r\n",
        b"1\na\n0\n\n",
    ],
    ids=lambda pieces: str(pieces[:12]),
)
def test_b23_pieces_that_are_none_are_refused(node, pieces):
    """B23: sizes that are no numbers, that are endless, that are not kept to."""
    statuses = node.ask([CHUNKED, pieces])
    assert all(400 <= status < 500 for status in statuses)
    assert node.ask([NEXT]) == [200]


@pytest.mark.parametrize(
    "lengths",
    [
        b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
        b"Transfer-Encoding: xchunked\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
        b"Transfer-Encoding:\x0bchunked\r\n",
        b"Content-Length: 0\r\nContent-Length: 4\r\n",
    ],
    ids=lambda lengths: str(lengths[:40]),
)
def test_b55_no_second_request_hides_behind_two_lengths(node, lengths):
    """B55: what one server takes for the body and the next for another request."""
    statuses = node.ask([HEAD + lengths + b"\r\n0\r\n\r\n" + NEXT])
    assert len(statuses) <= 1
    assert 200 not in statuses


def test_form_in_pieces_and_the_next_request_are_two(node):
    statuses = node.ask([CHUNKED + chunk(b"username=a") + chunk(b"&password=b") + chunk(b"") + NEXT])
    assert statuses == [403, 200]
