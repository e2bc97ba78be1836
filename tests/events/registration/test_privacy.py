"""Nothing of a person is where it should not be, and nothing is left where it was: words searched for byte by byte."""

import pytest

from events.models import Registration
from events.registration import seats
from tests.events.registration.conftest import sign_up
from tests.events.registration.test_views import own_address, send
from tests.support.caches import kept

pytestmark = pytest.mark.django_db

CANARIES = {
    "name": "zqname",
    "email": "zqemail@yhdistys.example",
    "association": "zqassociation",
    "needs": "zqneeds",
}


def test_no_line_of_the_log_names_anybody(coming, client, caplog):
    caplog.set_level("DEBUG")
    send(coming, client, **CANARIES)
    send(coming, client, **CANARIES | {"email": "zqemail"})
    mine = coming.registrations.get()
    client.get(own_address(mine))
    seats.cancel(mine)
    written = "\n".join(
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )
    assert "zq" not in written


def test_no_cache_keeps_anything_of_anybody(coming, client):
    send(coming, client, **CANARIES)
    client.get(own_address(coming.registrations.get()))
    client.get(coming.url)
    held = kept()
    assert any("sign-ups:" in key for key in held)
    assert "zq" not in repr(held)


def test_address_of_a_person_is_in_no_address_of_the_site(coming, client):
    mine = sign_up(coming, **CANARIES)
    assert "zq" not in own_address(mine)
    assert mine.key.hex in own_address(mine)


def test_record_says_nothing_of_the_person_when_it_is_printed(coming):
    mine = sign_up(coming, **CANARIES)
    assert "zq" not in f"{mine} {mine!r}"


def test_every_field_of_a_person_is_known_to_this_file():
    """A new field with personal data has to be thought of here, and in the own page."""
    plain = {"id", "key", "session", "token", "way", "language", "consent_version", "consented_at", "status"}
    plain |= {"queued_at", "offer_until", "attended", "told_starts_at", "is_told_cancelled", "is_reminded"}
    plain |= {"is_told_of_recording", "association_key"}
    assert {field.name for field in Registration._meta.get_fields()} - plain == set(CANARIES)
