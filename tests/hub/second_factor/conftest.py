"""Aino, who may do everything, and what she types."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from hub.users.models import User

PASSWORD = "viisitoista merkkiä"


@pytest.fixture
def aino(db) -> User:
    return User.objects.create_superuser("aino", email="aino@pakki.example", password=PASSWORD)


@pytest.fixture
def app(aino) -> str:
    """The secret of Aino's authenticator app."""
    secret = generate_totp_secret()
    TOTP.activate(aino, secret)
    return secret


@pytest.fixture
def backup_codes(app, aino) -> list[str]:
    return RecoveryCodes.activate(aino).get_unused_codes()


def code(secret: str, steps: int = 0) -> str:
    """What an app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def wrong(secret: str) -> str:
    """Six digits that the app shows neither now nor soon."""
    soon = {code(secret, steps) for steps in range(-2, 4)}
    return next(text for text in map("{:06}".format, range(10)) if text not in soon)


def sign_in(client: Client, password: str = PASSWORD, **extra):
    return client.post("/admin/login/", {"username": "aino", "password": password, **extra})


def second_step(client: Client, text: str):
    return client.post("/admin/login/code/", {"code": text})


def is_signed_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def confirm(client: Client, password: str = PASSWORD):
    """Write the password again, as the pages that change a factor ask."""
    return client.post("/admin/account/confirm/", {"password": password})


def factors(user: User) -> set[str]:
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
