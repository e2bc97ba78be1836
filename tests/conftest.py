"""The house that the tests live in: the starter content in both languages, loaded once.

    root
    ├── Yhdistyksestä työnantajaksi (/fi/)      toolkit, events, scenarios, contacts, plain pages
    └── Från förening till arbetsgivare (/sv/)  the same, translated

Each test works in a transaction of its own that is rolled back. The clock is real: the starter content's dates are
relative to the day of loading.
"""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from wagtail.models import Locale, Page, Site

from home.starter.loader import load_starter_content


def pytest_unconfigure() -> None:
    """Throw away the files that the starter content and the tests have stored."""
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The test database, with both languages and the starter content in it."""
    import time; t=time.time()
    with django_db_blocker.unblock():
        for code, _name in settings.LANGUAGES:
            Locale.objects.get_or_create(language_code=code)
        welcome = list(Page.objects.filter(depth=2))
        load_starter_content(lambda what: None)
        for page in welcome:
            page.delete()
    print('LOAD', time.time()-t)
