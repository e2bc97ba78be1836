"""Any values in the forms of the second factor: never a fault of the site, never a way in."""

import json

import pytest
from axes.models import AccessAttempt

from tests.hostile.values import any_values
from tests.hub.second_factor.conftest import factors, is_signed_in, sign_in

pytestmark = pytest.mark.django_db


def answer(text: str) -> str:
    """What has the form of a security key's answer."""
    parts = ("clientDataJSON", "authenticatorData", "signature", "userHandle", "attestationObject")
    return json.dumps(
        {"id": text, "rawId": text, "type": "public-key", "response": dict.fromkeys(parts, text)}
    )


@pytest.mark.parametrize("field", ["code", "credential"])
@any_values
def test_at_the_second_step(client, app, field, changes):
    for _which, text in changes:
        AccessAttempt.objects.all().delete()  # Or the fifth would close it.
        sign_in(client)
        response = client.post("/admin/login/code/", {field: answer(text) if field == "credential" else text})
        assert response.status_code == 200
        assert response.context["form"].errors or response.context["webauthn_form"].errors
        assert not is_signed_in(client)


OWN = "/admin/account/"
FORMS = {
    f"{OWN}confirm/": ["password", "next"],
    f"{OWN}second-factor/app/": ["code"],
    f"{OWN}second-factor/key/": ["credential", "name", "passwordless"],
}


@pytest.mark.parametrize("address", FORMS)
@any_values
def test_among_ones_own_factors(desk, aino, address, changes):
    for _which, text in changes:
        AccessAttempt.objects.all().delete()
        desk.get(address)  # What the app or key is asked for is made there.
        response = desk.post(address, dict.fromkeys(FORMS[address], text) | {"credential": answer(text)})
        assert response.status_code == 200
        assert response.context["form"].errors
        assert factors(aino) == set()
        assert is_signed_in(desk)
