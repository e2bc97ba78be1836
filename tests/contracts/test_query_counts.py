"""A page costs the same number of queries whatever it lists."""

from urllib.parse import quote

import pytest
from django.core.cache import caches
from django.db import connection
from django.template import Context
from django.test.utils import CaptureQueriesContext

from hub.checks import page_types
from hub.chrome import chrome_of
from hub.templatetags.pakki import head_tags
from tests.support.fields import stream_fields
from tests.support.growth import grow
from tests.support.pages import one_of

pytestmark = pytest.mark.django_db


NOT_KEPT = {"Authorization": "Basic YTpi"}
"""No page is kept of an answer to somebody who shows who they are."""


def queries_of(client, url: str) -> list[str]:
    client.get(url, headers=NOT_KEPT)  # What is remembered from request to request is read before counting.
    caches["renditions"].clear()  # But no process has shown new pictures before.
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url, headers=NOT_KEPT).status_code == 200
    assert len(queries) > 1
    return [query["sql"] for query in queries]


def test_pages_with_five_times_as_much_cost_no_more_queries(client, record_property):
    pages = [one_of(model, "fi") for model in page_types()]
    before = {page.url: queries_of(client, page.url) for page in pages}
    grow(pages)
    after = {url: queries_of(client, url) for url in before}

    counts = {url: (len(before[url]), len(after[url])) for url in before}
    for url, (few, many) in counts.items():
        print(f"{few:3} queries, {many:3} with five times as much: {url}")
        record_property(url, many)
    assert {url: count for url, count in counts.items() if count[1] > count[0]} == {}


def test_search_with_more_hits_costs_no_more_queries(client, guide):
    url = f"/fi/haku/?q={quote(guide.title)}"
    before = queries_of(client, url)
    for number in range(1, 5):
        guide.copy(update_attrs={"slug": f"{guide.slug}-{number}"}, copy_revisions=False)
    after = queries_of(client, url)
    assert client.get(url, headers=NOT_KEPT).context["count"] >= 5
    assert len(after) <= len(before)


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
def test_head_of_a_page_asks_the_database_for_nothing(rf, model):
    page, request = one_of(model, "fi"), rf.get("/")
    page.route(request, [])
    context = Context(page.get_context(request))
    surroundings = chrome_of(request, page)
    for field in stream_fields(model):  # The template reads them, too; they are kept.
        list(getattr(page, field.name))
    with CaptureQueriesContext(connection) as queries:
        assert head_tags(context, surroundings).json_ld
    assert [query["sql"] for query in queries] == []
