"""A coming session that one can sign up for, on the spot and online, in both languages."""

import datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from events.models import Registration, SessionPage
from events.registration import seats
from events.standing import Status
from hub.caching import generation


@pytest.fixture
def coming(db) -> SessionPage:
    """The Finnish version, from which the Swedish one was translated; two seats in either way."""
    page = SessionPage.objects.get(slug="tyosopimus-yhdessa-illassa")
    return settle(page, takes_sign_ups=True, seats_on_site=2, seats_remote=2)


def settle(page: SessionPage, **values) -> SessionPage:
    """Give all languages of a session the same `values`, as publishing does."""
    SessionPage.objects.filter(translation_key=page.translation_key).update(**values)
    generation.advance()
    page.refresh_from_db()
    return page


def given(number: int = 1, **values) -> dict:
    """What the invented person of a number says in the form."""
    return {
        "name": f"Kokeilija {number}",
        "email": f"kokeilija-{number}@yhdistys.example",
        "association": "",
        "way": "site",
        "needs": "",
    } | values


def sign_up(page: SessionPage, number: int = 1, **values) -> Registration:
    """Sign a person up; their sign-up as it is stored."""
    answers = given(number, **values)
    seats.sign_up(page.pk, uuid4(), "fi", answers)
    return Registration.objects.get(session=page, email=answers["email"])


def standings(page: SessionPage) -> list[Status]:
    """Where everybody stands, in the order in which they were first stored."""
    return [Status(each.status) for each in page.registrations.order_by("pk")]


def days(number: float) -> datetime.timedelta:
    return datetime.timedelta(days=number)


def now() -> datetime.datetime:
    return timezone.now()
