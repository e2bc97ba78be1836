"""The search of the admin."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelsearch.backends.database import SearchBackend as stock_backend
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from toolkit.models import GuidePage

pytestmark = pytest.mark.django_db

ours = get_search_backend()


def publish(page, title: str) -> None:
    page.title = page.draft_title = title
    page.save_revision().publish()


@pytest.fixture
def guides():
    """Two guides with a word of their own: the newer one in its text, the older one in its title."""
    older, newer = GuidePage.objects.filter(locale__language_code="fi").order_by("pk")[:2]
    publish(older, "Ksylofoni")
    newer.goal = "Ksylofoni"
    publish(newer, newer.title)
    return older, newer


def test_title_with_the_word_comes_first(guides):
    assert list(ours.search("ksylofoni", GuidePage)) == list(guides)


def test_newer_page_comes_before_an_older_one(guides):
    older, newer = guides
    publish(newer, "Ksylofoni")
    assert list(ours.search("ksylofoni", GuidePage)) == [newer, older]


@pytest.mark.parametrize("query", ["palkkatuki", "yhdistys", "palkka yhdistys", "ksylofonisti"])
def test_hits_are_those_of_wagtails_own_search(query):
    stock = stock_backend({})
    for method in ("search", "autocomplete"):
        hits = getattr(ours, method)(query, Page)
        assert {page.pk for page in hits} == {page.pk for page in getattr(stock, method)(query, Page)}
        assert hits.count() == len(hits)


def test_part_of_the_hits_is_a_part_of_all(guides):
    everything = list(ours.search("palkka", Page))
    assert len(everything) > 2
    assert list(ours.search("palkka", Page)[1:3]) == everything[1:3]


def test_hits_can_be_in_the_order_of_the_pages():
    pages = Page.objects.order_by("title")
    titles = [page.title for page in ours.search("palkka", pages, order_by_relevance=False)]
    assert titles == sorted(titles)
    assert len(titles) > 2


def test_saving_a_page_reads_no_other_title(guide):
    with CaptureQueriesContext(connection) as queries:
        publish(guide, "Ksylofoni")
    assert [query["sql"] for query in queries if "title_norm" in query["sql"] and "AVG" in query["sql"]] == []


def test_no_hit_costs_a_search_of_its_own():
    with CaptureQueriesContext(connection) as queries:
        assert list(ours.search("palkka", Page))
    assert [query["sql"] for query in queries if "bm25" in query["sql"]] == []


LISTS = [
    "/admin/pages/search/?q=",
    "/admin/pages/1/?q=",
    "/admin/choose-page/search/?q=",
    "/admin/images/?q=",
    "/admin/images/chooser/results/?q=",
    "/admin/documents/?q=",
    "/admin/documents/chooser/results/?q=",
    "/admin/media/?q=",
    "/admin/snippets/hub/menu/?q=",
    "/admin/api/main/pages/?search=",
]
HOSTILE = {
    "quotation mark": '"',
    "open quotation": '"palkka',
    "quoted operator": '"palkka AND"',
    "quoted brackets": '"(palkka" title:x',
    "nul": "a\0b",
    "control": "\x1d",
    "many words": " ".join(["sana"] * 460),
    "many quotations": ' "sana"' * 460,
    "nothing": "-",
}


@pytest.mark.parametrize("address", LISTS)
def test_no_text_is_a_fault_of_the_admins_search(editor_client, address):
    """P1, P2, B61 to B64: what fails in Wagtail's own search on SQLite."""
    for what, query in HOSTILE.items():
        response = editor_client.get(address + quote(query))
        assert (what, response.status_code) == (what, 200)


def test_page_is_found_by_its_title_in_quotation_marks(editor_client, guide):
    for typed in (f'"{guide.title}"', f"{guide.title}!"):
        assert guide.title in editor_client.get("/admin/pages/search/", {"q": typed}).content.decode()
