"""Setting up, changing and removing one's own second factor in the admin."""

import base64
import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.users.models import UserProfile

from home.roles import EDITORS, PUBLISHERS, TRANSLATORS, make_roles
from hub.second_factor.required import must_set_up
from hub.users.models import User
from tests.hub.second_factor.conftest import (
    PASSWORD,
    code,
    confirm,
    factors,
    is_signed_in,
    second_step,
    sign_in,
    wrong,
)
from tests.hub.second_factor.test_sign_in import NO_KEYS

OVERVIEW = "/admin/account/second-factor/"
APP = f"{OVERVIEW}app/"
KEY = f"{OVERVIEW}key/"
CODES = f"{OVERVIEW}codes/"


@pytest.fixture
def desk(client, aino) -> Client:
    """Aino's browser: signed in with the password, which she has just confirmed."""
    sign_in(client)
    confirm(client)
    return client


def set_up_app(desk: Client) -> str:
    """The secret of the app that has been set up through the page."""
    secret = desk.get(APP).context["form"].secret
    response = desk.post(APP, {"code": code(secret)})
    assert response["Location"] == CODES
    return secret


def shown_codes(desk: Client) -> list[str]:
    return re.findall(r"<code>(\d{8})</code>", desk.get(CODES).content.decode())


def test_account_leads_to_it(desk):
    html = desk.get("/admin/account/").content.decode()
    assert f'href="{OVERVIEW}"' in html


def test_saving_the_account_still_works(desk, aino):
    names = {"name_email-first_name": "Aino", "name_email-last_name": "Malli"}
    desk.post(
        "/admin/account/",
        {
            **names,
            "name_email-email": "aino@pakki.example",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "locale-preferred_language": "sv",
            "theme-keyboard_shortcuts": "on",
            "locale-current_time_zone": "",
        },
    )
    aino.refresh_from_db()
    assert aino.last_name == "Malli"


@pytest.mark.parametrize("page", [APP, KEY, f"{CODES}new/"])
def test_changing_asks_for_the_password_first(client, aino, page):
    sign_in(client)
    response = client.get(page)
    assert response["Location"] == f"/admin/account/confirm/?next={page.replace('/', '%2F')}"
    form = client.get(response["Location"])
    assert form.status_code == 200
    answer = client.post(response["Location"], {"password": PASSWORD, "next": page})
    assert answer["Location"] == page


def test_what_was_sent_is_done_once_the_password_is_confirmed(client, app, aino):
    sign_in(client)
    second_step(client, code(app))
    asked = client.post(f"{APP}remove/")
    assert factors(aino) == {"totp"}
    answer = client.post(asked["Location"], {"password": PASSWORD, "next": f"{APP}remove/"})
    assert answer["Location"] == OVERVIEW
    assert factors(aino) == set()
    assert is_signed_in(client)


def test_wrong_password_gets_a_message_and_is_counted(client, aino):
    sign_in(client)
    answers = [confirm(client, "väärä salasana tämä") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429]
    assert "Salasana ei täsmää" in answers[0].content.decode()
    assert client.get(APP).status_code == 302


def test_app_is_shown_as_square_and_text(desk):
    response = desk.get(APP)
    html = response.content.decode()
    secret = response.context["form"].secret
    square = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', html)[1]
    assert b"<svg" in base64.b64decode(square)
    assert f'<code id="secret">{secret}</code>' in html
    assert f"secret={secret}" in html


def test_app_is_in_use_after_its_first_code(desk, aino):
    secret = set_up_app(desk)
    assert factors(aino) == {"totp", "recovery_codes"}
    other = Client()
    sign_in(other)
    second_step(other, code(secret))
    assert not is_signed_in(other)  # That code has set it up.
    second_step(other, code(secret, 1))
    assert is_signed_in(other)


def test_wrong_first_code_keeps_the_same_secret(desk, aino):
    secret = desk.get(APP).context["form"].secret
    response = desk.post(APP, {"code": wrong(secret)})
    assert response.context["form"]["code"].errors
    assert response.context["form"].secret == secret
    assert factors(aino) == set()


def test_backup_codes_are_shown_once_and_can_be_downloaded(desk):
    set_up_app(desk)
    html = desk.get(CODES).content.decode()
    codes = re.findall(r"<code>(\d{8})</code>", html)
    assert len(set(codes)) == 10
    link = re.search(r'download="[\w-]+\.txt"\s+href="data:text/plain;charset=utf-8,([^"]+)"', html)[1]
    assert link == "".join(f"{text}%0A" for text in codes)
    assert shown_codes(desk) == []


def test_new_backup_codes_replace_the_old(desk, aino):
    set_up_app(desk)
    old = shown_codes(desk)
    assert desk.post(f"{CODES}new/")["Location"] == CODES
    new = shown_codes(desk)
    assert len(new) == 10
    assert not set(old) & set(new)
    for text, works in ((old[0], False), (new[0], True)):
        client = Client()
        sign_in(client)
        second_step(client, text)
        assert is_signed_in(client) is works


def test_removing_the_app_removes_the_backup_codes(desk, aino):
    set_up_app(desk)
    assert desk.post(f"{APP}remove/")["Location"] == OVERVIEW
    assert factors(aino) == set()
    assert "Sovellus on poistettu" in desk.get(OVERVIEW).content.decode()


@pytest.mark.parametrize("credential", NO_KEYS)
def test_what_no_key_has_answered_is_not_added(desk, aino, credential):
    desk.get(KEY)
    response = desk.post(KEY, {"name": "Avain", "credential": credential})
    assert response.status_code == 200
    assert 'role="alert">' in response.content.decode()
    assert factors(aino) == set()


def test_key_of_another_cannot_be_removed(desk, aino):
    eino = User.objects.create_superuser("eino", email="eino@pakki.example", password=PASSWORD)
    key = Authenticator.objects.create(user=eino, type="webauthn", data={"name": "Avain", "credential": {}})
    assert desk.post(f"{KEY}{key.pk}/remove/").status_code == 404
    assert factors(eino) == {"webauthn"}


def test_secrets_are_encrypted_in_the_database(desk, aino):
    secret = set_up_app(desk)
    kept = {factor.type: factor.data for factor in Authenticator.objects.filter(user=aino)}
    assert secret not in str(kept)
    assert re.fullmatch(r"gAAAA[\w=-]+", kept["totp"]["secret"])
    assert re.fullmatch(r"gAAAA[\w=-]+", kept["recovery_codes"]["seed"])


def test_with_another_secret_key_no_code_works_and_a_message_says_so(app, settings):
    settings.SECRET_KEY = "another " * 8
    client = Client()
    sign_in(client)
    response = second_step(client, code(app))
    assert response.status_code == 200
    assert "Koodia ei voi enää tarkistaa" in response.content.decode()


@pytest.mark.parametrize("page", [OVERVIEW, APP, KEY, CODES, f"{APP}remove/", "/admin/account/confirm/"])
def test_pages_are_closed_to_strangers_and_never_kept(client, page):
    response = client.get(page)
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/?next=")


@pytest.mark.parametrize("page", [OVERVIEW, APP, KEY, CODES, f"{APP}remove/", f"{CODES}new/"])
def test_pages_are_never_kept(desk, page):
    set_up_app(desk)
    response = desk.get(page)
    assert "no-store" in response["Cache-Control"]
    assert "'unsafe-inline'" not in re.search(r"script-src[^;]*", response["Content-Security-Policy"])[0]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ["Kaksivaiheinen tunnistautuminen", "Todennussovellus", "Turva-avaimet", "Varakoodit"]),
        ("sv", ["Tvåstegsautentisering", "Autentiseringsapp", "Säkerhetsnycklar", "Reservkoder"]),
    ],
)
def test_pages_speak_the_language_of_the_admin(desk, aino, language, words):
    set_up_app(desk)
    UserProfile.objects.update_or_create(user=aino, defaults={"preferred_language": language})
    html = desk.get(OVERVIEW).content.decode()
    assert [word for word in words if word not in html] == []


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_reset_password",
        "account_change_password",
        "account_logout",
        "mfa_reauthenticate",
        "mfa_login_webauthn",
        "mfa_download_recovery_codes",
        "socialaccount_connections",
    ],
)
def test_nothing_else_of_the_library_is_open(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


# --- Sessions ---------------------------------------------------------------------------------


def test_setting_up_and_removing_sign_out_the_other_browsers_only(desk):
    other = Client()
    sign_in(other)
    secret = set_up_app(desk)
    assert not is_signed_in(other)
    assert is_signed_in(desk)
    sign_in(other)
    second_step(other, code(secret, 1))
    assert is_signed_in(other)
    desk.post(f"{APP}remove/")
    assert not is_signed_in(other)
    assert is_signed_in(desk)


def test_changing_the_password_signs_out_the_other_browsers_only(desk, app):
    other = Client()
    sign_in(other)
    second_step(other, code(app))
    mine = Client()
    sign_in(mine)
    second_step(mine, code(app, 1))
    new = "aivan toinen salasana"
    response = mine.post(
        "/admin/account/",
        {
            "name_email-first_name": "Aino",
            "name_email-last_name": "Malli",
            "name_email-email": "aino@pakki.example",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "password-old_password": PASSWORD,
            "password-new_password1": new,
            "password-new_password2": new,
        },
    )
    assert response.status_code == 302
    assert is_signed_in(mine)
    assert not is_signed_in(other)


def test_session_of_a_disabled_user_ends(client, app, aino):
    sign_in(client)
    second_step(client, code(app))
    assert is_signed_in(client)
    aino.is_active = False
    aino.save()
    assert not is_signed_in(client)


def test_taking_the_group_away_closes_the_admin_at_once(client, db):
    make_roles()
    eino = User.objects.create_user("eino", email="", password=PASSWORD)
    eino.groups.add(Group.objects.get(name=EDITORS))
    client.post("/admin/login/", {"username": "eino", "password": PASSWORD})
    assert is_signed_in(client)
    eino.groups.clear()
    assert not is_signed_in(client)


# --- Who must have one ------------------------------------------------------------------------


def signed_in_as(group: str | None) -> Client:
    make_roles()
    user = User.objects.create_user("eino", email="", password=PASSWORD, is_superuser=group is None)
    if group:
        user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.post("/admin/login/", {"username": "eino", "password": PASSWORD})
    return client


@pytest.mark.parametrize(
    ("group", "must"), [(None, True), (PUBLISHERS, True), (EDITORS, False), (TRANSLATORS, False)]
)
def test_publishers_and_administrators_must_have_one_where_the_site_asks(db, settings, group, must):
    settings.REQUIRE_MFA = True
    client = signed_in_as(group)
    for place in ("/admin/", "/admin/account/", "/admin/pages/"):
        assert (client.get(place).headers.get("Location") == OVERVIEW) is must


@pytest.mark.parametrize("permission", ["publish_menu", "change_user"])
def test_who_may_publish_snippets_or_change_users_must_too(client, settings, aino, permission):
    settings.REQUIRE_MFA = True
    User.objects.filter(pk=aino.pk).update(is_superuser=False)
    assert not must_set_up(User.objects.get(pk=aino.pk))
    aino.user_permissions.add(Permission.objects.get(codename=permission))
    assert must_set_up(User.objects.get(pk=aino.pk))


@pytest.mark.parametrize("group", [None, PUBLISHERS])
def test_nobody_must_have_one_where_the_site_does_not_ask(db, group):
    client = signed_in_as(group)
    assert is_signed_in(client)
    assert "kaikki, jotka saavat julkaista" not in client.get(OVERVIEW).content.decode()


def test_page_says_why_and_the_rest_opens_afterwards(db, settings):
    settings.REQUIRE_MFA = True
    client = signed_in_as(PUBLISHERS)
    html = client.get(OVERVIEW).content.decode()
    assert "kaikki, jotka saavat julkaista" in html
    confirm(client)
    set_up_app(client)
    assert len(shown_codes(client)) == 10
    assert is_signed_in(client)
    assert "kaikki, jotka saavat julkaista" not in client.get(OVERVIEW).content.decode()


def test_posting_and_asking_from_scripts_is_refused_too(db, settings, guide):
    settings.REQUIRE_MFA = True
    client = signed_in_as(PUBLISHERS)
    assert client.post(reverse("wagtailadmin_pages:unpublish", args=[guide.pk]))["Location"] == OVERVIEW
    guide.refresh_from_db()
    assert guide.live
    headers = {"X-Requested-With": "XMLHttpRequest"}
    assert client.get("/admin/choose-page/", headers=headers).status_code == 403


def test_removing_the_last_one_closes_the_admin_again(db, settings):
    settings.REQUIRE_MFA = True
    client = signed_in_as(PUBLISHERS)
    confirm(client)
    set_up_app(client)
    assert is_signed_in(client)
    client.post(f"{APP}remove/")
    assert client.get("/admin/")["Location"] == OVERVIEW


def test_signing_out_and_reading_are_never_closed(db, settings):
    settings.REQUIRE_MFA = True
    client = signed_in_as(PUBLISHERS)
    assert client.get("/fi/").status_code == 200
    assert client.post("/admin/logout/")["Location"] == "/admin/login/"


# --- A lost phone -----------------------------------------------------------------------------


def test_command_removes_the_factors_and_ends_the_sessions(client, app, backup_codes, aino, capsys):
    sign_in(client)
    second_step(client, code(app))
    assert is_signed_in(client)
    call_command("reset_mfa", "aino")
    assert "2" in capsys.readouterr().out
    assert factors(aino) == set()
    assert not is_signed_in(client)
    assert sign_in(client)["Location"] == "/admin/"


def test_command_names_a_user_who_does_not_exist(db):
    with pytest.raises(CommandError, match="eikukaan"):
        call_command("reset_mfa", "eikukaan")
