"""Signing in: how often one may try, what is kept of it, and what an outsider learns."""

import re
from datetime import timedelta
from ipaddress import ip_network

import pytest
from axes.models import AccessAttempt, AccessAttemptExpiration, AccessLog
from django.core import mail
from django.test import Client
from django.utils import timezone

from hub.security.sign_in import visitor_address
from hub.users.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "viisitoista merkkiä"
PROXIES = [ip_network("127.0.0.1"), ip_network("10.0.0.0/8")]


@pytest.fixture(autouse=True)
def aino() -> User:
    return User.objects.create_superuser("aino", email="aino@pakki.example", password=PASSWORD)


def sign_in(client: Client, password: str, name: str = "aino", **extra):
    return client.post("/admin/login/", {"username": name, "password": password}, **extra)


def fail(client: Client, times: int, name: str = "aino", **extra) -> list[int]:
    return [sign_in(client, "väärä salasana tämä", name, **extra).status_code for _ in range(times)]


@pytest.mark.parametrize("name", ["aino", "ei ketään"])
def test_fifth_wrong_password_closes_the_sign_in(client, name):
    """P18: 60 wrong passwords."""
    assert fail(client, 60, name) == [200] * 4 + [429] * 56


def test_right_password_does_not_help_while_it_is_closed(client):
    fail(client, 5)
    assert sign_in(client, PASSWORD).status_code == 429
    assert "sessionid" not in client.cookies


def test_page_says_in_both_languages_when_to_try_again(client):
    fail(client, 5)
    response = sign_in(client, PASSWORD)
    until = timezone.localtime(AccessAttempt.objects.get().attempt_time + timedelta(minutes=1))
    text = response.content.decode()
    assert text.count(f"{until:%H.%M.%S}") == 2
    assert "Liian monta yritystä" in text
    assert "För många försök" in text
    assert 55 <= int(response["Retry-After"]) <= 61
    assert "no-store" in response["Cache-Control"]


def test_it_opens_after_a_minute(client):
    fail(client, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(seconds=61))
    assert sign_in(client, PASSWORD).status_code == 302


def test_trying_meanwhile_does_not_make_it_longer(client):
    fail(client, 5)
    fifth = AccessAttempt.objects.get().attempt_time
    fail(client, 5)
    assert AccessAttempt.objects.get().attempt_time == fifth


def test_signing_in_forgets_the_wrong_passwords(client):
    for _ in range(3):
        assert fail(client, 4) == [200] * 4
        assert sign_in(client, PASSWORD).status_code == 302
        client.logout()
    assert not AccessAttempt.objects.exists()


def test_another_account_and_another_address_are_not_closed(client):
    fail(client, 5)
    assert fail(client, 1, "eino") == [200]
    assert fail(client, 1, REMOTE_ADDR="192.0.2.7") == [200]


def test_another_way_to_write_the_name_or_another_browser_does_not_open_it(client):
    fail(client, 5)
    assert fail(client, 1, "AINO") == [429]
    assert fail(client, 1, headers={"User-Agent": "toinen"}) == [429]


def test_header_that_a_visitor_writes_does_not_open_it(client):
    fail(client, 5)
    assert fail(client, 1, headers={"X-Forwarded-For": "192.0.2.7"}) == [429]


def test_visitors_behind_our_own_proxy_are_told_apart(client, settings):
    settings.TRUSTED_PROXIES = PROXIES
    fail(client, 5, headers={"X-Forwarded-For": "192.0.2.7"})
    assert fail(client, 1, headers={"X-Forwarded-For": "192.0.2.8"}) == [200]
    assert fail(client, 1, headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.7"}) == [429]


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "192.0.2.2", "192.0.2.1"),
        ("127.0.0.1", "192.0.2.2", "192.0.2.2"),
        ("127.0.0.1", "203.0.113.9, 192.0.2.2, 10.1.1.1", "192.0.2.2"),
        ("127.0.0.1", "10.0.0.1", "10.0.0.1"),
        ("127.0.0.1", "", ""),
        ("127.0.0.1", "192.0.2.2, roskaa", "roskaa"),
        ("::ffff:127.0.0.1", "192.0.2.2", "192.0.2.2"),
        ("2001:db8:0:1:2:3:4:5", "", "2001:db8:0:1::/64"),
        ("2001:db8:0:1:6:7:8:9", "", "2001:db8:0:1::/64"),
        ("", "", ""),
    ],
)
def test_address_of_a_visitor(remote, forwarded, address):
    assert visitor_address(remote, forwarded, PROXIES) == address


def test_nothing_kept_tells_who_tried_from_where_and_what_was_typed(client):
    fail(client, 2, "Salaisuus", REMOTE_ADDR="192.0.2.7")
    sign_in(client, PASSWORD)
    kept = str(list(AccessAttempt.objects.values())).lower()
    assert AccessAttempt.objects.count() == 1
    for word in ("salaisuus", "192.0.2.7", "väärä"):
        assert word not in kept
    assert not AccessLog.objects.exists()


def test_tries_of_earlier_are_thrown_away_by_the_next(client):
    fail(client, 1, "eino")
    attempt = AccessAttempt.objects.get()
    assert 59 < (attempt.expiration.expires_at - attempt.attempt_time).total_seconds() < 61
    AccessAttemptExpiration.objects.update(expires_at=timezone.now())
    fail(client, 1)
    assert AccessAttempt.objects.count() == 1


def test_marks_change_every_day(client, monkeypatch):
    fail(client, 1)
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr("hub.security.sign_in.timezone.localdate", lambda: tomorrow)
    fail(client, 1)
    one, other = AccessAttempt.objects.values_list("username", "ip_address")
    assert one[0] != other[0]
    assert one[1] != other[1]


def test_session_ends_when_the_user_is_disabled(client, aino):
    sign_in(client, PASSWORD)
    assert client.get("/admin/").status_code == 200
    aino.is_active = False
    aino.save()
    assert client.get("/admin/").status_code == 302


def test_session_ends_when_the_password_is_changed(client, aino):
    sign_in(client, PASSWORD)
    aino.set_password("aivan toinen salasana")
    aino.save()
    assert client.get("/admin/").status_code == 302


def test_disabled_user_hears_the_same_as_one_who_does_not_exist(client, aino):
    """2024-45231, 2024-39329, 2025-13473: who exists."""
    aino.is_active = False
    aino.save()
    answers = {
        re.sub(
            r'value="[^"]*"|nonce-\S+|"CSRF_TOKEN": "\w+"',
            "",
            sign_in(client, PASSWORD, name).content.decode(),
        )
        for name in ("aino", "eino")
    }
    assert len(answers) == 1


def test_asking_for_a_new_password_tells_nothing_about_who_exists(client):
    """2024-45231: who exists."""
    answers = [
        client.post("/admin/password_reset/", {"email": f"{name}@pakki.example"}) for name in ("aino", "eino")
    ]
    assert len(mail.outbox) == 1
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, "/admin/password_reset/done/")
    }


def test_password_has_fifteen_characters_at_least(client, aino):
    sign_in(client, PASSWORD)
    sent = {
        "password-old_password": PASSWORD,
        "password-new_password1": "x7!kq-29 zTr m",
        "password-new_password2": "x7!kq-29 zTr m",
    }
    response = client.post("/admin/account/", sent)
    aino.refresh_from_db()
    assert aino.check_password(PASSWORD)
    assert "15" in response.content.decode()
