"""What the settings and the libraries below keep from happening: lost writes (P10), clear mail, forged log lines."""

import logging
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.signing import BadSignature, get_cookie_signer
from django.db import OperationalError, connection, connections, transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from environs import Env

from hub.users.models import User

# --- P10: many writers on SQLite --------------------------------------------------------------

WRITERS, TIMES = 6, 15


@pytest.fixture
def own_database(tmp_path, django_db_blocker) -> Iterator[str]:
    """A database file of its own, opened as the site opens its own; its alias."""
    alias = "writers"
    kept = connections["default"].settings_dict
    connections.settings[alias] = kept | {"NAME": str(tmp_path / "pakki.sqlite3")}
    with django_db_blocker.unblock():
        with connections[alias].cursor() as cursor:
            cursor.execute("CREATE TABLE seats (taken integer)")
            cursor.execute("INSERT INTO seats VALUES (0)")
            cursor.execute("CREATE TABLE posts (writer integer)")
        yield alias
        connections[alias].close()
        del connections[alias], connections.settings[alias]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has many writers")
def test_p10_writers_at_the_same_time_lose_nothing(own_database):
    """P10: each reads, then writes what it read and one more; none fails, and none undoes another's."""
    failures = []

    def write(writer: int) -> None:
        own = connections[own_database]
        try:
            for _ in range(TIMES):
                with transaction.atomic(using=own_database), own.cursor() as cursor:
                    taken = cursor.execute("SELECT taken FROM seats").fetchone()[0]
                    cursor.execute("INSERT INTO posts VALUES (%s)", [writer])
                    cursor.execute("UPDATE seats SET taken = %s", [taken + 1])
        except OperationalError as error:
            failures.append(error)
        finally:
            own.close()

    writers = [threading.Thread(target=write, args=[number]) for number in range(WRITERS)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    with connections[own_database].cursor() as cursor:
        posts = cursor.execute("SELECT count(*) FROM posts").fetchone()[0]
        taken = cursor.execute("SELECT taken FROM seats").fetchone()[0]
    assert failures == []
    assert posts == taken == WRITERS * TIMES


# --- Mail -------------------------------------------------------------------------------------


ANSWERS = {b"EHLO": b"250-sink\r\n250 AUTH PLAIN\r\n", b"AUTH": b"235 OK\r\n", b"DATA": b"354 go\r\n"}


class Sink(threading.Thread):
    """A mail server without STARTTLS; `heard` is all that it was told."""

    def __init__(self):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(10)
        self.heard: list[bytes] = []

    def run(self) -> None:
        """Serve one connection."""
        connected, _address = self.listener.accept()
        with connected, connected.makefile("rb") as lines:
            connected.sendall(b"220 sink\r\n")
            for line in lines:
                self.heard.append(line.upper())
                connected.sendall(ANSWERS.get(line[:4].upper(), b"250 OK\r\n"))


@pytest.mark.parametrize("is_silent", [True, False])
def test_2026_7666_mail_is_never_sent_in_clear_when_the_server_offers_no_tls(monkeypatch, is_silent):
    """2026-7666: with the kind of EMAIL_URL that docs/running.md shows."""
    sink = Sink()
    sink.start()
    port = sink.listener.getsockname()[1]
    monkeypatch.setenv("MAIL", f"submission://user:salaisuus@127.0.0.1:{port}")
    how = Env().dj_email_url("MAIL")
    mailer = get_connection(
        how["EMAIL_BACKEND"],
        fail_silently=is_silent,
        host=how["EMAIL_HOST"],
        port=how["EMAIL_PORT"],
        username=how["EMAIL_HOST_USER"],
        password=how["EMAIL_HOST_PASSWORD"],
        use_tls=how["EMAIL_USE_TLS"],
        timeout=5,
    )
    message = EmailMessage(
        "Salaisuus", "Salaisuus", "a@pakki.example", ["b@pakki.example"], connection=mailer
    )
    try:
        sent = message.send(fail_silently=is_silent)
    except OSError:
        sent = 0
    mailer.close()
    sink.join(5)
    sink.listener.close()
    assert not sent
    assert b"EHLO" in b"".join(sink.heard)
    assert [line for line in sink.heard if line.startswith((b"MAIL", b"DATA", b"AUTH"))] == []


@pytest.mark.django_db
def test_mail_server_that_accepts_and_never_answers_is_given_up_soon(client, settings, caplog):
    """A forgotten password is answered as always, by the time-out that the site has; the log tells no address."""
    User.objects.create_user("aino", email="aino@pakki.example", password="viisitoista merkkiä")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        end = threading.Timer(
            15, silent.close
        )  # So that a site without a time-out fails here, and does not hang.
        end.start()
        began = time.monotonic()
        response = client.post("/admin/password_reset/", {"email": "aino@pakki.example"})
        end.cancel()
        assert time.monotonic() - began < 10
    assert (response.status_code, response["Location"]) == (302, "/admin/password_reset/done/")
    assert "Failed to send password reset email" in caplog.text
    assert "aino@" not in caplog.text


# --- Logs -------------------------------------------------------------------------------------

LINE_ENDS = "/fi/haku/%0d%0aCRITICAL%20all%20is%20lost%1b[2J/"


@pytest.mark.django_db
def test_2025_48432_nothing_in_a_request_makes_a_second_line_in_the_log(client, caplog, monkeypatch):
    """2025-48432: CR, LF and ESC in the path and in headers, as the console handler writes them."""
    monkeypatch.setattr("hub.views.found_elsewhere", lambda path: 1 / 0)
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        client.get(LINE_ENDS, headers={"User-Agent": "a\nb\x1b[2J", "Referer": "a\r\nCRITICAL"})
        client.post(LINE_ENDS, {"a": "b\nCRITICAL"})
        client.get("/fi/", headers={"Host": "a\nCRITICAL"})
    records = [
        record for record in caplog.records if record.name.startswith(("django.request", "django.sec", "hub"))
    ]
    assert any("Internal Server Error" in record.getMessage() for record in records)
    for record in records:
        line = record.getMessage()
        assert [character for character in line if ord(character) < 32 or ord(character) == 127] == []


# --- Settings ---------------------------------------------------------------------------------


def test_2026_6873_signature_of_one_cookie_is_not_that_of_another():
    """2026-6873: name and salt used to be joined without a mark between them."""
    request = HttpRequest()
    request.COOKIES["ab"] = get_cookie_signer(salt="a" + "bc").sign("arvo")
    with pytest.raises(BadSignature):
        request.get_signed_cookie("ab", salt="c")


def test_no_part_of_django_is_installed_whose_faults_would_be_ours_for_nothing():
    """GIS, Oracle and Django's own admin: 2026-4277, 2026-4292."""
    assert not apps.is_installed("django.contrib.gis")
    assert not apps.is_installed("django.contrib.admin")
    assert connection.vendor in {"sqlite", "postgresql"}


# --- Text filters -----------------------------------------------------------------------------

HOSTILE_TEXTS = {
    "tags": "<" * 1_000_000,
    "entities": "&" * 1_000_000,
    "line ends": "\n" * 1_000_000,
    "words": "a " * 500_000,
    "addresses": "http://a.b/(" * 80_000,
}


@pytest.mark.parametrize("what", HOSTILE_TEXTS)
def test_2025_32873_2026_1285_megabyte_of_text_is_filtered_soon(what):
    """2025-32873, 2024-53907, 2026-1285: `linebreaks` of a slide, the one filter here that parses text."""
    slide = {"start": 1, "title": "Dia", "src": "/media/images/x.webp", "text": HOSTILE_TEXTS[what]}
    started = time.perf_counter()
    html = render_to_string("components/slide.html", slide)
    assert time.perf_counter() - started < 1
    assert "slide-text" in html


FILTERS_THAT_WERE_SLOW = (
    "urlize",
    "urlizetrunc",
    "striptags",
    "truncatewords",
    "truncatechars",
    "wordwrap",
    "intcomma",
)


def test_2024_45230_no_template_uses_a_filter_that_long_texts_made_slow():
    """2024-45230, 2024-27351, 2025-26699, 2024-24680: what is not used cannot be slow."""
    folders = ("templates", "hub", "home", "toolkit", "events", "articles", "network")
    used = [
        (path.name, name)
        for folder in folders
        for path in (settings.BASE_DIR / folder).rglob("*.html")
        for name in FILTERS_THAT_WERE_SLOW
        if f"|{name}" in path.read_text(encoding="utf-8")
    ]
    assert used == []
