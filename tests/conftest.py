"""The house that the tests live in: the starter content in both languages, loaded once for each process.

    root
    ├── Yhdistyksestä työnantajaksi (/fi/)      toolkit, events, scenarios, contacts, plain pages
    └── Från förening till arbetsgivare (/sv/)  the same, translated

Each test works in a transaction of its own that is rolled back. The clock is real: the starter content's dates are
relative to the day of loading.
"""

import gc
import gettext
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.signals import setting_changed
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from django.utils.translation import trans_real
from wagtail.models import Locale, Page

from articles.models import ScenarioPage
from events.models import SessionPage
from home.models import HomePage
from home.starter.loader import load_starter_content
from hub.caching import generation
from hub.l10n import links
from hub.messages import compile_messages
from hub.users.models import User
from tests.support import snapshot
from toolkit.models import GuidePage


def pytest_configure(config: pytest.Config) -> None:
    """Compile the message catalogues, once; give each worker its own part of Redis and S3, for it empties them."""
    if hasattr(config, "workerinput"):
        worker = config.workerinput["workerid"]
        location = settings.CACHES["default"].get("LOCATION", "")
        if location.startswith("redis:"):
            settings.CACHES["default"]["LOCATION"] = (
                f"{location.rpartition('/')[0]}/{worker.removeprefix('gw')}"
            )
        if "OPTIONS" in settings.STORAGES["default"]:
            settings.STORAGES["default"]["OPTIONS"]["location"] = worker
            # The models' imports have made the storage already; it would stay in the part that all share.
            setting_changed.send(sender=None, setting="STORAGES", value=settings.STORAGES, enter=True)
    elif compile_messages():
        # What Django and Python have read by now is older.
        trans_real._translations.clear()
        gettext._translations.clear()  # type: ignore[attr-defined]


def pytest_collection_finish() -> None:
    """Let Python look for garbage among what the tests make only, and not after every 700 objects.

    A third of a million objects are there before the first test and stay; a parsed page is some ten thousand more.
    """
    gc.freeze()
    gc.set_threshold(10_000)


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_blocker, django_db_modify_db_settings
) -> Iterator[None]:
    """The test database with the starter content, built or taken from an earlier run that built the same."""
    kept = request.config.cache.mkdir("starter-database") / snapshot.fingerprint()
    with django_db_blocker.unblock(), snapshot.one_at_a_time(kept.parent):
        is_kept = connection.vendor == "sqlite" and (kept / "database").exists()
        connection.settings_dict["TEST"]["MIGRATE"] = not is_kept
        databases = setup_databases(verbosity=0, interactive=False)
        if is_kept:
            snapshot.restore(kept)
        else:
            load_the_starter_content()
            if connection.vendor == "sqlite":
                snapshot.keep(kept)
    yield
    with django_db_blocker.unblock():
        teardown_databases(databases, verbosity=0)


def load_the_starter_content() -> None:
    """Both languages and everything in them, as `manage.py set_up` does it."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    welcome = list(Page.objects.filter(depth=2))
    load_starter_content(lambda what: None)
    for page in welcome:
        page.delete()


@pytest.fixture(autouse=True)
def clean_slate() -> None:
    """Nothing that an earlier test has read or switched: caches, the languages' links, the active language."""
    cache.clear()  # Wagtail keeps the addresses of its sites here.
    links.forget()
    generation.forget()
    generation.done_reading()
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def home_fi(db) -> HomePage:
    return HomePage.objects.get(locale__language_code="fi")


@pytest.fixture
def home_sv(db) -> HomePage:
    return HomePage.objects.get(locale__language_code="sv")


@pytest.fixture
def guide(db) -> GuidePage:
    """The Finnish guide on the first pay slip: it has steps, checklists, forms, facts and links."""
    return GuidePage.objects.get(slug="ensimmainen-palkka")


@pytest.fixture
def session(db) -> SessionPage:
    """A Finnish session with its recording, chapters, slides and captions in both languages."""
    return SessionPage.objects.get(slug="palkkatuki-yhdistyksessa")


@pytest.fixture
def scenario(db) -> ScenarioPage:
    return ScenarioPage.objects.get(locale__language_code="fi", number=1)


@pytest.fixture
def editor_client(db) -> Client:
    """A browser in which an administrator has signed in; the admin speaks Finnish."""
    user = User.objects.create_superuser("toimittaja", email="", password="ei tarvita tässä")
    client = Client()
    client.force_login(user)
    return client
