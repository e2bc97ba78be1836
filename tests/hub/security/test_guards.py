"""The guards before admin views; what each lets pass is in tests/contracts/permissions."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import resolve, reverse
from django.utils.translation import gettext, override
from wagtail.users.models import UserProfile

from hub.security.guards import GUARDS
from hub.users.models import User

ARGS = {
    "wagtail_bulk_action": ["wagtailcore", "page", "delete"],
    "wagtailadmin_choose_page_child": [1],
    "wagtailadmin_pages:move_confirm": [1, 1],
    "wagtailimages_chooser:select_format": [1],
    "wagtailmedia:media_usage": [1],
    "wagtail_localize:convert_to_alias": [1],
    "wagtail_localize:submit_page_translation": [1],
}


@pytest.mark.parametrize("name", GUARDS)
def test_guard_stands_before_a_view(name):
    assert resolve(reverse(name, args=ARGS.get(name))).view_name == name


@pytest.fixture
def newcomer(db) -> Client:
    """Somebody who may enter the admin and nothing more."""
    user = User.objects.create_user("uusi", email="", password="ei tarvita tässä")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    return client


def test_refusal_is_said_in_the_language_of_the_admin(newcomer, guide):
    profile = UserProfile.get_for_user(User.objects.get(username="uusi"))
    profile.preferred_language = "sv"
    profile.save()
    url = reverse("wagtailadmin_pages:move_confirm", args=[guide.pk, guide.get_parent().pk])
    page = newcomer.get(url, follow=True)
    assert page.redirect_chain == [("/admin/", 302)]
    with override("sv"):
        refusal = gettext("Sorry, you do not have permission to access this area.")
    assert refusal != "Sorry, you do not have permission to access this area."
    assert refusal in page.content.decode()


@pytest.mark.parametrize("url", ["/admin/", "/admin/choose-page/", "/admin/reports/page-types-usage/"])
def test_who_may_edit_nothing_yet_gets_an_answer(newcomer, url):
    assert newcomer.get(url).status_code in {200, 302}


def test_bulk_action_on_a_kind_of_thing_that_does_not_exist_is_not_found(editor_client):
    assert editor_client.get("/admin/bulk/hub/nothing/delete/?id=1").status_code == 404


@pytest.mark.parametrize("query", ["?id=x", "?id=", "?id=all&childOf=x", "?id=all&childOf=999999"])
def test_bulk_action_asked_for_nonsense_is_not_found(editor_client, query):
    assert editor_client.get(f"/admin/bulk/wagtailcore/page/delete/{query}").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/admin/bulk/wagtailcore/page/delete/?id=99999999999999999999",
        "/admin/choose-page/chosen-multiple/?id=99999999999999999999",
        "/admin/choose-page/99999999999999999999/",
        "/admin/images/chooser/99999999999999999999/select_format/",
        "/admin/localize/submit/page/99999999999999999999/",
        "/admin/media/usage/99999999999999999999/",
    ],
)
def test_number_that_no_database_knows_is_not_found(editor_client, address):
    assert editor_client.get(address).status_code == 404


def test_chosen_pages_that_are_none_are_not_found(editor_client):
    assert editor_client.get("/admin/choose-page/chosen-multiple/?id=x").status_code == 404
