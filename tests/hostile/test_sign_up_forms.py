"""Any values in the forms of a sign-up: never a fault of the site, and what is refused is still there to be mended."""

import pytest
from django.urls import reverse
from django.utils import translation

from events.models import SessionPage
from tests.events.registration.conftest import given, settle, sign_up
from tests.events.registration.test_views import HERE, address_of, own_address
from tests.hostile.test_forms import assert_is_answered
from tests.hostile.values import any_values

pytestmark = pytest.mark.django_db

FIELDS = ["name", "email", "association", "way", "needs", "consent", "token", "do"]


@pytest.fixture
def coming(db) -> SessionPage:
    page = SessionPage.objects.get(slug="tyosopimus-yhdessa-illassa")
    return settle(page, takes_sign_ups=True, seats_on_site=None, seats_remote=None)


@any_values
def test_any_values_in_the_form_of_the_sign_up(client, coming, changes):
    typed = {FIELDS[which % len(FIELDS)]: text for which, text in changes}
    response = client.post(address_of(coming), given() | {"consent": "on"} | typed, headers=HERE)
    lines = {name: text for name, text in typed.items() if name in ("association", "needs")}
    assert_is_answered(response, {name: " ".join(text.split()) for name, text in lines.items()})


@any_values
def test_any_values_in_the_form_of_the_own_page(client, coming, changes):
    mine = coming.registrations.filter(email=given()["email"]).first() or sign_up(coming)
    typed = {FIELDS[which % len(FIELDS)]: text for which, text in changes}
    response = client.post(own_address(mine), given() | {"do": "change"} | typed, headers=HERE)
    assert_is_answered(response, {})


@any_values
def test_any_values_in_the_message_of_the_staff(editor_client, coming, changes):
    names = ["to", "subject", "text", "token", "do", "attended"]
    typed = {names[which % len(names)]: text for which, text in changes}
    for name in ("registration_message", "registration_attendance"):
        response = editor_client.post(reverse(name, args=[coming.pk]), {"do": "send"} | typed)
        assert response.status_code < 500


@any_values
def test_any_values_in_the_filters_of_the_list(editor_client, coming, changes):
    names = ["status", "way", "attended", "q", "p", "ordering", "export"]
    typed = {names[which % len(names)]: text for which, text in changes}
    assert editor_client.get(reverse("registrations", args=[coming.pk]), typed).status_code < 500


@any_values
def test_any_value_for_a_private_link(client, coming, changes):
    with translation.override("fi"):
        for _which, text in changes:
            if text.strip("/") and "/" not in text:
                url = reverse("own_registration", args=[text])
                assert client.get(url).status_code in (301, 302, 404)
