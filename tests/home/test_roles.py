"""The groups of a new site: what each may and may not do."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow

from events.models import Theme
from home.roles import APPROVAL, EDITORS, PUBLISHERS, TRANSLATORS, make_roles
from hub.models import Menu
from hub.users.models import User
from tests.support.pages import translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def roles() -> None:
    make_roles()


def signed_in(group: str) -> Client:
    user = User.objects.create_user("henkilo", email="", password="ei tarvita tässä")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def may(client: Client, url: str) -> bool:
    return client.get(url).status_code == 200


@pytest.mark.parametrize("group", [EDITORS, PUBLISHERS])
def test_editor_and_publisher_edit_pages_of_both_languages(guide, group):
    client = signed_in(group)
    assert may(client, edit(guide))
    assert may(client, edit(translation_of(guide, "sv")))


def test_editor_may_not_publish(guide):
    """2024-32882: a right that the role does not have."""
    client = signed_in(EDITORS)
    assert not may(client, reverse("wagtailadmin_pages:unpublish", args=[guide.pk]))
    permissions = guide.permissions_for_user(User.objects.get(username="henkilo"))
    assert permissions.can_edit()
    assert not permissions.can_publish()


def test_publisher_may_publish(guide):
    signed_in(PUBLISHERS)
    assert guide.permissions_for_user(User.objects.get(username="henkilo")).can_publish()


def test_translator_edits_the_translation_and_not_the_original(guide):
    client = signed_in(TRANSLATORS)
    assert may(client, edit(translation_of(guide, "sv")))
    assert not may(client, edit(guide))


def test_translator_may_not_publish(guide):
    signed_in(TRANSLATORS)
    swedish = translation_of(guide, "sv")
    assert not swedish.permissions_for_user(User.objects.get(username="henkilo")).can_publish()


def test_editor_drafts_menus_and_publisher_publishes_them():
    signed_in(EDITORS)
    editor = User.objects.get(username="henkilo")
    assert editor.has_perm("hub.change_menu")
    assert not editor.has_perm("hub.publish_menu")
    publisher = User.objects.create_user("toinen", email="", password="ei tarvita tässä")
    publisher.groups.add(Group.objects.get(name=PUBLISHERS))
    assert publisher.has_perm("hub.publish_menu")
    assert publisher.has_perm("events.publish_theme")


@pytest.mark.parametrize("group", [EDITORS, PUBLISHERS, TRANSLATORS])
@pytest.mark.parametrize(
    "name", ["wagtailusers_users:index", "wagtailusers_groups:index", "wagtailsites:index"]
)
def test_only_administrators_see_users_groups_and_sites(group, name):
    assert not may(signed_in(group), reverse(name))


@pytest.mark.parametrize("model", [Menu, Theme])
def test_translator_sees_no_snippets(model):
    assert not may(signed_in(TRANSLATORS), reverse(model.snippet_viewset.get_url_name("list")))


def test_role_that_is_taken_away_ends_with_the_next_click(guide):
    client = signed_in(EDITORS)
    assert may(client, edit(guide))
    User.objects.get(username="henkilo").groups.clear()
    response = client.get(edit(guide))
    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={edit(guide)}")


def test_role_that_is_changed_counts_from_the_next_click(guide):
    client = signed_in(EDITORS)
    assert may(client, edit(guide))
    User.objects.get(username="henkilo").groups.set([Group.objects.get(name=TRANSLATORS)])
    assert not may(client, edit(guide))
    assert may(client, edit(translation_of(guide, "sv")))


def test_names_are_in_both_languages_and_none_in_english():
    assert set(Group.objects.values_list("name", flat=True)) == {EDITORS, PUBLISHERS, TRANSLATORS}
    assert list(Workflow.objects.values_list("name", flat=True)) == [APPROVAL]


def test_what_an_administrator_has_changed_stays():
    Group.objects.get(name=TRANSLATORS).delete()
    Group.objects.get(name=EDITORS).permissions.clear()
    make_roles()
    assert not Group.objects.filter(name=TRANSLATORS).exists()
    assert not Group.objects.get(name=EDITORS).permissions.exists()
