"""A page costs the same number of queries whatever it lists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from hub.checks import page_types
from hub.l10n.pages import published
from tests.support.growth import grow

pytestmark = pytest.mark.django_db


def queries_of(client, url: str) -> list[str]:
    client.get(url)  # What is kept from request to request is read before counting.
    with CaptureQueriesContext(connection, ) as queries:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in queries]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_pages_with_five_times_as_much_cost_no_more_queries(client, language, record_property):
    pages = [
        page
        for model in page_types()
        for page in published(model).filter(locale__language_code=language)
    ]
    before = {page.url: queries_of(client, page.url) for page in pages}
    grow(language)
    after = {url: queries_of(client, url) for url in before}

    counts = {url: (len(before[url]), len(after[url])) for url in before}
    for url, (few, many) in counts.items():
        print(f"{many:3} queries  {url}")
        record_property(url, many)
    grown = {url: count for url, count in counts.items() if count[1] > count[0]}
    assert grown == {}
