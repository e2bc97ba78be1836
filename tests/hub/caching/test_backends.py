"""Redis that is away costs a page nothing but time."""

import socket
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
