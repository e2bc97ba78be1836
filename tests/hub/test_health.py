"""What a program that watches a node is told."""

import threading

import pytest
from django.core.cache import caches
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test.utils import CaptureQueriesContext

from hub import health
from hub.health import Check
from tests.support.services import on_disk

pytestmark = pytest.mark.django_db

READY, LIVE = "/health/ready", "/health/live"


def test_living_process_says_so_and_asks_nobody(client):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(LIVE)
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert len(queries) == 0


def test_node_that_has_all_it_needs_is_ready(client):
    response = client.get(READY)
    assert response.json() == {
        "status": "ok",
        "checks": {"database": "ok", "cache": "ok", "storage": "ok", "migrations": "ok"},
        "queue_age_seconds": 0,
    }
    assert response.status_code == 200


def test_what_waits_for_publishing_is_told_but_takes_no_node_away(client, monkeypatch):
    monkeypatch.setattr(health, "QUEUE", Check(lambda: 7_200))
    response = client.get(READY)
    assert (response.status_code, response.json()["queue_age_seconds"]) == (200, 7_200)


def test_queue_that_cannot_be_asked_has_no_age(client, monkeypatch):
    monkeypatch.setattr(health, "QUEUE", Check(lambda: int("ei")))
    response = client.get(READY)
    assert (response.status_code, response.json()["queue_age_seconds"]) == (200, None)


@pytest.mark.parametrize("url", [LIVE, READY])
def test_answer_is_never_kept_and_sets_no_cookie(client, url):
    response = client.get(url)
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert client.post(url).status_code == 405


@pytest.mark.parametrize("name", health.CHECKS)
def test_what_is_gone_is_named_and_nothing_else_is_told(client, monkeypatch, name):
    def fail() -> None:
        raise RuntimeError("postgres://pakki:salaisuus@10.0.0.1/")

    monkeypatch.setitem(health.CHECKS, name, Check(fail))
    response = client.get(READY)
    assert response.status_code == 503
    assert [each for each, found in response.json()["checks"].items() if found != "ok"] == [name]
    assert "salaisuus" not in response.content.decode()


def test_what_does_not_answer_is_waited_for_shortly_and_once(client, monkeypatch):
    asked = []
    silence = threading.Event()

    def wait() -> None:
        asked.append(1)
        silence.wait(30)

    monkeypatch.setattr(health, "WAITS_SECONDS", 0.1)
    monkeypatch.setitem(health.CHECKS, "database", Check(wait))
    answers = [client.get(READY).json()["checks"]["database"] for _ in range(3)]
    silence.set()
    assert (answers, asked) == (["failing"] * 3, [1])


def test_what_comes_back_is_well_again(client, monkeypatch):
    answers = iter([ConnectionError(), None])

    def ask() -> None:
        if error := next(answers):
            raise error

    monkeypatch.setitem(health.CHECKS, "cache", Check(ask))
    assert [client.get(READY).status_code for _ in range(2)] == [503, 200]


def test_cache_that_keeps_nothing_is_noticed(client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert caches["default"].get("avain") is None
    assert client.get(READY).json()["checks"]["cache"] == "failing"


@on_disk
def test_folder_that_is_not_there_is_noticed(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "ei-ole"
    assert client.get(READY).json()["checks"]["storage"] == "failing"


def test_migrations_that_wait_are_noticed(client, monkeypatch):
    health._is_migrated.cache_clear()
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: [("hub", "0009")])
    assert client.get(READY).json()["checks"]["migrations"] == "failing"
    monkeypatch.undo()
    assert client.get(READY).json()["checks"]["migrations"] == "ok"
