"""The second step of signing in: which codes work, how often one may try, what an outsider learns."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.hub.second_factor.conftest import PASSWORD, code, is_signed_in, second_step, sign_in, wrong

CODE_PAGE = "/admin/login/code/"


def test_without_a_second_factor_the_password_signs_in(client, aino):
    assert sign_in(client)["Location"] == "/admin/"
    assert is_signed_in(client)


def test_password_alone_does_not_sign_in(client, app):
    assert sign_in(client)["Location"] == CODE_PAGE
    assert client.get(CODE_PAGE).status_code == 200
    assert not is_signed_in(client)


def test_code_of_the_app_signs_in(client, app):
    sign_in(client)
    assert second_step(client, code(app))["Location"] == "/admin/"
    assert is_signed_in(client)


@pytest.mark.parametrize("steps", [-1, 1])
def test_clock_may_be_half_a_minute_off(client, app, steps):
    sign_in(client)
    second_step(client, code(app, steps))
    assert is_signed_in(client)


def test_code_may_be_written_in_groups(client, app):
    sign_in(client)
    text = code(app)
    second_step(client, f" {text[:3]} {text[3:]} ")
    assert is_signed_in(client)


@pytest.mark.parametrize("text", ["", "abc", "１２３４５６", "0" * 500, "\x00", "-", "ä" * 6])
def test_what_is_no_code_gets_a_message_at_the_field(client, app, text):
    sign_in(client)
    response = second_step(client, text)
    assert response.status_code == 200
    assert response.context["form"]["code"].errors
    assert "error-message" in response.content.decode()
    assert not is_signed_in(client)


def test_code_works_once_even_when_the_cache_has_forgotten_it(app):
    text = code(app)
    for works in (True, False):
        cache.clear()
        client = Client()
        sign_in(client)
        second_step(client, text)
        assert is_signed_in(client) is works


def test_code_signs_in_once_while_redis_is_away(app, settings):
    away = {"BACKEND": "hub.caching.backends.FailOpenRedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away}
    text = code(app)
    for works in (True, False):
        client = Client()
        sign_in(client)
        second_step(client, text)
        assert is_signed_in(client) is works


def test_older_code_does_not_work_after_a_newer_one(app):
    newer, older = Client(), Client()
    for client, steps in ((newer, 1), (older, 0)):
        sign_in(client)
        second_step(client, code(app, steps))
    assert is_signed_in(newer)
    assert not is_signed_in(older)


def test_backup_code_signs_in_once(backup_codes):
    for works in (True, False):
        client = Client()
        sign_in(client)
        second_step(client, backup_codes[0])
        assert is_signed_in(client) is works
    assert (
        backup_codes[1] in RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    )


def test_one_comes_where_one_wanted_to_go(client, app):
    sign_in(client, next="/admin/pages/")
    assert second_step(client, code(app))["Location"] == "/admin/pages/"


def test_one_is_not_led_to_another_site(client, app):
    sign_in(client, next="https://muualla.example/")
    assert second_step(client, code(app))["Location"] == "/admin/"


@pytest.mark.parametrize("remember", [True, False])
def test_browser_remembers_only_when_it_is_asked_to(client, app, remember):
    sign_in(client, **({"remember": "on"} if remember else {}))
    second_step(client, code(app))
    assert client.session.get_expire_at_browser_close() is not remember


def test_code_page_is_closed_to_who_has_not_given_the_password(client, app):
    assert client.get(CODE_PAGE)["Location"] == "/admin/login/"
    assert second_step(client, code(app))["Location"] == "/admin/login/"
    assert not is_signed_in(client)


def test_password_that_is_changed_between_the_steps_has_to_be_given_again(client, app, aino):
    sign_in(client)
    aino.set_password("aivan toinen salasana")
    aino.save()
    assert second_step(client, code(app))["Location"] == "/admin/login/"
    assert not is_signed_in(client)
    sign_in(client, "aivan toinen salasana")
    second_step(client, code(app))
    assert is_signed_in(client)


def test_wrong_password_says_the_same_with_and_without_a_second_factor(client, app):
    response = sign_in(client, "väärä salasana tämä")
    assert response.status_code == 200
    assert "/admin/login/code/" not in response.content.decode()


def test_user_who_is_disabled_between_the_steps_does_not_come_in(client, app, aino):
    sign_in(client)
    aino.is_active = False
    aino.save()
    second_step(client, code(app))
    assert not is_signed_in(client)


# --- How often one may try --------------------------------------------------------------------


def try_wrong_codes(client: Client, secret: str, times: int) -> list[int]:
    return [second_step(client, wrong(secret)).status_code for _ in range(times)]


def test_fifth_wrong_code_closes_the_second_step(client, app):
    sign_in(client)
    assert try_wrong_codes(client, app, 6) == [200] * 4 + [429] * 2


def test_right_code_does_not_help_while_it_is_closed(client, app):
    sign_in(client)
    try_wrong_codes(client, app, 5)
    response = second_step(client, code(app))
    assert response.status_code == 429
    assert 14 * 60 < int(response["Retry-After"]) <= 15 * 60 + 1
    assert "Koodi oli väärä" in response.content.decode()
    assert "Koden var fel" in response.content.decode()
    assert not is_signed_in(client)


def test_another_browser_and_another_address_do_not_open_it(client, app):
    sign_in(client)
    try_wrong_codes(client, app, 5)
    other = Client(REMOTE_ADDR="192.0.2.7", headers={"User-Agent": "toinen"})
    sign_in(other)
    assert second_step(other, code(app)).status_code == 429


def test_password_in_between_does_not_start_the_count_anew(client, app):
    sign_in(client)
    try_wrong_codes(client, app, 4)
    sign_in(client)
    assert try_wrong_codes(client, app, 1) == [429]


def test_it_opens_after_a_quarter_of_an_hour_and_not_before(client, app):
    sign_in(client)
    try_wrong_codes(client, app, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert second_step(client, code(app)).status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert second_step(client, code(app)).status_code == 302


def test_wrong_password_meanwhile_does_not_forget_the_wrong_codes(client, app):
    sign_in(client)
    try_wrong_codes(client, app, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=5))
    sign_in(Client(), "väärä salasana tämä")
    assert second_step(client, code(app)).status_code == 429


def test_wrong_codes_do_not_close_the_password_of_others(client, app):
    sign_in(client)
    try_wrong_codes(client, app, 5)
    assert sign_in(Client()).status_code == 302


def test_names_that_one_types_do_not_close_the_codes_of_another(client, app, aino):
    for _ in range(5):
        client.post("/admin/login/", {"username": str(aino.pk), "password": "väärä salasana tämä"})
    other = Client()
    sign_in(other)
    assert second_step(other, code(app)).status_code == 302


def test_nothing_kept_tells_what_was_typed(client, app):
    sign_in(client)
    second_step(client, wrong(app))
    kept = str(list(AccessAttempt.objects.values()))
    assert AccessAttempt.objects.count() == 1
    assert wrong(app) not in kept
    assert PASSWORD not in kept


def test_signing_in_forgets_the_wrong_codes(client, app):
    sign_in(client)
    try_wrong_codes(client, app, 4)
    second_step(client, code(app))
    assert is_signed_in(client)
    assert not AccessAttempt.objects.exists()


# --- Keys that are no keys --------------------------------------------------------------------

NO_KEYS = [
    *("", "[]", "{}", "null", "1", '"x"', "{", '{"id": 1}'),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30"}}),
    json.dumps(
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {
                "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0",
                "authenticatorData": "AA",
                "signature": "AA",
                "userHandle": None,
                "attestationObject": "oA",
            },
            "clientExtensionResults": {},
        }
    ),
]


@pytest.mark.parametrize("credential", NO_KEYS)
def test_what_no_key_has_answered_is_refused(client, app, credential):
    sign_in(client)
    response = client.post(CODE_PAGE, {"credential": credential})
    assert response.status_code == 200
    assert not is_signed_in(client)
