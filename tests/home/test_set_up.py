"""`manage.py set_up`: what it makes, and what it leaves alone."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringTranslation

from home.management.commands.set_up import Command
from home.models import HomePage
from hub.models import HubDocument, HubMedia, Menu, SiteText
from hub.users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Path:
    """Where static files are collected by the first test that needs them."""
    return tmp_path_factory.mktemp("static")


@pytest.fixture
def set_up(settings, collected):
    """Runs the command beside the files of other tests; what it prints is returned."""
    settings.STATIC_ROOT = collected

    def run() -> str:
        out = StringIO()
        call_command("set_up", stdout=out)
        return out.getvalue()

    return run


def everything() -> dict:
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (Page, Locale, Site, Menu, SiteText, HubDocument, HubMedia, StringTranslation)
    }


def test_running_it_again_changes_nothing(set_up):
    set_up()
    before = everything()
    set_up()
    assert everything() == before


def test_running_it_again_keeps_an_editors_change(set_up, guide):
    guide.title = "Toimittajan otsikko"
    guide.save_revision().publish()
    set_up()
    guide.refresh_from_db()
    assert guide.title == "Toimittajan otsikko"


def test_content_that_an_editor_has_deleted_stays_deleted(set_up, home_fi):
    for page in home_fi.get_children():
        page.delete()
    set_up()
    home_fi.refresh_from_db()
    assert not home_fi.get_children().exists()


def test_first_run_makes_an_administrator_with_a_password_of_its_own(set_up):
    said = set_up()
    password = said.split("password ")[1].split()[0]
    assert len(password) >= 20
    assert User.objects.get(username="admin").check_password(password)


def test_later_runs_make_no_administrator_and_print_no_password(set_up):
    set_up()
    assert "password" not in set_up()
    assert User.objects.count() == 1


def test_administrator_who_exists_already_is_enough(set_up):
    User.objects.create_superuser("paakayttaja", email="", password="x")
    assert "password" not in set_up()


def test_it_prints_the_addresses_in_both_languages_and_of_the_admin(set_up):
    said = set_up()
    assert "/fi/ " in said
    assert "/sv/ " in said
    assert "/admin/ " in said


def test_static_files_are_collected_once(set_up, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert "Static files" in set_up()
    assert (settings.STATIC_ROOT / "hub" / "css" / "pakki.css").exists()
    assert "Static files" not in set_up()


def test_both_front_pages_are_live():
    assert [page.live for page in HomePage.objects.order_by("locale__language_code")] == [True, True]


def test_page_tree_is_sound():
    assert Page.find_problems() == ([], [], [], [], [])


def test_welcome_page_of_wagtail_is_gone():
    assert set(Page.objects.filter(depth=2).values_list("locale__language_code", flat=True)) == {"fi", "sv"}
    assert Page.objects.filter(depth=2).count() == 2
    assert Site.objects.get().root_page.specific == HomePage.objects.get(locale__language_code="fi")


def test_site_is_known_by_the_host_that_readers_use(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://pakki.example"
    Site.objects.update(hostname="localhost", port=80)
    Command()._name_site(settings.WAGTAILADMIN_BASE_URL)
    assert Site.objects.get().root_url == "https://pakki.example"


def test_host_that_somebody_has_given_stays():
    Site.objects.update(hostname="oma.example", port=443)
    Command()._name_site("https://pakki.example")
    assert Site.objects.get().hostname == "oma.example"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks by itself")
def test_sqlite_knows_what_its_tables_hold(set_up):
    set_up()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE idx LIKE 'wagtailcore_page_alias_of%'")
        rows, of_one_value = map(int, cursor.fetchone()[0].split())
    assert rows == of_one_value == Page.objects.count()
