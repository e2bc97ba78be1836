"""Redis that is away, or holds nonsense, costs a page nothing but time."""

import socket
import socketserver
import threading
import time

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.caching.backends import FailOpenRedisCache


@pytest.fixture
def gone(settings):
    """A cache whose Redis does not listen."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    FailOpenRedisCache.paused_until = 0.0
    options = {"socket_connect_timeout": 0.25, "socket_timeout": 0.25}
    yield FailOpenRedisCache(f"redis://127.0.0.1:{port}/0", {"OPTIONS": options})
    FailOpenRedisCache.paused_until = 0.0


@pytest.fixture
def silent(gone):
    """A cache whose Redis takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        options = {"socket_connect_timeout": 0.25, "socket_timeout": 0.25}
        yield FailOpenRedisCache(f"redis://127.0.0.1:{server.getsockname()[1]}/0", {"OPTIONS": options})


class Nonsense(socketserver.StreamRequestHandler):
    """A Redis whose every answer is a value that nobody has pickled."""

    def handle(self) -> None:
        """Read commands, each a list of texts with their lengths before them."""
        while count := self.rfile.readline():
            for _ in range(int(count[1:])):
                self.rfile.read(int(self.rfile.readline()[1:]) + 2)
            self.wfile.write(b"$7\r\nroskaa!\r\n")


@pytest.fixture
def nonsense(gone):
    """A cache whose Redis holds what cannot be unpickled."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Nonsense) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever).start()
        options = {"socket_connect_timeout": 5, "socket_timeout": 5, "protocol": 2}
        cache = FailOpenRedisCache(f"redis://127.0.0.1:{server.server_address[1]}/0", {"OPTIONS": options})
        yield cache
        cache._cache.get_client().connection_pool.disconnect()
        server.shutdown()


def test_nothing_is_found_and_nothing_fails(gone):
    gone.set("avain", "arvo")
    assert gone.get("avain") is None
    assert gone.get("avain", "oletus") == "oletus"
    assert gone.get("avain", default="oletus") == "oletus"
    assert gone.get_many(["avain"]) == {}
    assert gone.add("avain", 1) is False
    assert gone.set_many({"avain": 1}) == []
    assert gone.touch("avain") is False
    assert gone.delete("avain") is False
    assert gone.delete_many(["avain"]) is None
    assert gone.has_key("avain") is False
    assert gone.clear() is False
    assert gone.get_or_set("avain", 3) == 3


def test_redis_that_says_nothing_is_waited_for_once(silent):
    """P9: Redis is slow."""
    began = time.monotonic()
    found = [silent.get("avain", number) for number in range(50)]
    assert found == list(range(50))
    assert time.monotonic() - began < 2


def test_what_cannot_be_unpickled_is_not_found(nonsense, caplog):
    """P9: Redis holds nonsense."""
    assert nonsense.get("avain", "oletus") == "oletus"
    assert "The cache cannot be used: UnpicklingError" in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/fi/", "/fi/haku/?q=palkka"])
def test_page_is_shown_although_redis_holds_nonsense(client, nonsense, monkeypatch, path):
    """P9: Redis holds nonsense."""
    monkeypatch.setattr(caches._connections, "default", nonsense, raising=False)
    response = client.get(path)
    assert response.status_code == 200
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/fi/", "/sv/", "/fi/haku/?q=palkka"])
def test_page_is_shown_without_redis_for_no_more_queries(client, gone, monkeypatch, path):
    """P9: Redis is gone."""
    monkeypatch.setattr(caches._connections, "default", gone, raising=False)
    assert caches["default"] is gone
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    assert 1 < len(captured) <= 12


@pytest.mark.skipif("redis" not in settings.CACHES["default"]["BACKEND"].lower(), reason="needs Redis")
def test_redis_that_is_there_keeps_what_it_is_given():
    cache = caches["default"]
    assert isinstance(cache, FailOpenRedisCache)
    cache.set("avain", {"luku": 1})
    assert cache.get("avain") == {"luku": 1}


@pytest.mark.django_db
def test_pictures_of_a_recording_are_asked_for_once_without_redis_too(client, session, gone, monkeypatch):
    monkeypatch.setattr(caches._connections, "default", gone, raising=False)
    assert len(session.slides) > 3
    client.get(session.url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(session.url).status_code == 200
    assert 1 < len(captured) <= 12
