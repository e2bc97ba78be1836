"""Files have no language: they are not looked for under one, and caches need not keep one for each.

In the admin everything is said in the language that its user has chosen.
"""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.users.models import UserProfile

from hub.users.models import User


def test_missing_file_is_not_found_at_its_own_address(client, db):
    assert client.get("/media/media/ei-ole.mp4").status_code == 404


def test_file_is_the_same_in_every_language(client, db):
    name = default_storage.save("images/koe.webp", ContentFile(b"kuva"))
    response = client.get(f"/media/{name}", headers={"Accept-Language": "sv"})
    assert response.status_code in {200, 302}  # From local disk, or on to S3.
    assert "Accept-Language" not in response.get("Vary", "")


def test_address_without_a_language_is_looked_for_under_the_browsers_one(client, db):
    response = client.get("/verktyg/", headers={"Accept-Language": "sv"})
    assert (response.status_code, response["Location"]) == (302, "/sv/verktyg/")
    assert "Accept-Language" in response["Vary"]


@pytest.fixture
def outsider(db) -> User:
    """Somebody who may enter the admin and nothing more."""
    user = User.objects.create_user("vieras", email="", password="ei tarvita tässä")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


REFUSED = ("/admin/pages/{guide.pk}/edit/", "/admin/redirects/import/", "/admin/reports/page-types-usage/")
"""By the view itself, by its decorator, and by a guard of ours."""


@pytest.mark.parametrize(
    ("chosen", "browsers", "used"), [("sv", "fi", "sv"), ("fi", "sv", "fi"), ("", "sv", "sv")]
)
def test_refusal_in_the_admin_is_in_its_users_language(outsider, guide, chosen, browsers, used):
    said = {"sv": "Ledsen, du saknar rättigheter", "fi": "sinulla ei ole pääsyä"}[used]
    UserProfile.objects.create(user=outsider, preferred_language=chosen)
    for address in REFUSED:
        client = Client()
        client.force_login(outsider)
        response = client.get(address.format(guide=guide), headers={"Accept-Language": browsers})
        assert (response.status_code, response["Location"]) == (302, "/admin/")
        assert said in str(*get_messages(response.wsgi_request))


def test_who_may_not_enter_the_admin_hears_so_in_their_language(client, db):
    user = User.objects.create_user("vieras", email="", password="ei tarvita tässä")
    UserProfile.objects.create(user=user, preferred_language="sv")
    client.force_login(user)
    response = client.get("/admin/")
    assert "Du saknar rättigheter" in str(*get_messages(response.wsgi_request))
