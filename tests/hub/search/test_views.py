"""The search page: safe with any query, and silent about what the reader may not read."""

from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from home.models import HomePage
from hub.search.views import MAX_RESULTS
from tests.hub.search.test_words import queries
from tests.support.pages import make_private, soup_of, text_of

pytestmark = pytest.mark.django_db


def titles(client, query: str, language: str = "fi") -> list[str]:
    address = {"fi": "/fi/haku/", "sv": "/sv/sok/"}[language]
    context = client.get(address, {"q": query}).context
    return [unescape(strip_tags(hit.title)) for group in context["groups"] for hit in group.hits]


def test_page_is_found_by_a_word_of_its_title(client, guide):
    assert guide.title in titles(client, guide.title)


def test_page_is_found_by_a_word_in_its_steps(client, guide):
    step = guide.steps[0].value["title"]
    assert guide.title in titles(client, step)


@pytest.mark.parametrize(("pages", "is_cut"), [(MAX_RESULTS, False), (MAX_RESULTS + 1, True)])
def test_page_says_that_hits_are_left_out_where_some_are(client, guide, pages, is_cut):
    for number in range(pages):
        title = f"Ksylofonisti {number}"
        guide.copy(update_attrs={"slug": f"ksylofonisti-{number}", "title": title}, copy_revisions=False)
    response = client.get("/fi/haku/?q=ksylofonisti")
    assert response.context["count"] == MAX_RESULTS
    assert ("Näytämme vain parhaat" in text_of(soup_of(client, "/fi/haku/?q=ksylofonisti").main)) is is_cut


def test_hits_stand_under_the_name_of_their_kind(client):
    soup = soup_of(client, "/fi/haku/?q=palkkatuki")
    assert len(soup.select("main h2")) >= 2
    assert soup.select_one("main [role=status]")


def test_kind_with_most_hits_comes_first(client):
    counts = [len(group.hits) for group in client.get("/fi/haku/?q=palkkatuki").context["groups"]]
    assert counts == sorted(counts, reverse=True)
    assert len(set(counts)) > 1


@pytest.mark.parametrize(("language", "address"), [("fi", "/fi/haku/"), ("sv", "/sv/sok/")])
def test_search_page_without_a_query_asks_for_one(client, language, address):
    soup = soup_of(client, address)
    assert soup.html["lang"] == language
    assert soup.main.select_one("input[name=q]")
    assert soup.main.select("[role=status]") == []


def test_query_without_a_hit_says_so(client):
    response = client.get("/fi/haku/?q=ksylofonisti")
    assert response.status_code == 200
    assert response.context["count"] == 0
    assert "ksylofonisti" in text_of(soup_of(client, "/fi/haku/?q=ksylofonisti").main)


def test_hits_are_in_the_readers_language_only(client, guide):
    """B68: the other language."""
    swedish = guide.get_translations().get(locale__language_code="sv")
    assert swedish.title not in titles(client, swedish.title, "fi")
    assert swedish.title in titles(client, swedish.title, "sv")


def test_draft_is_not_found(client, guide):
    """B68: a draft."""
    guide.unpublish()
    assert guide.title not in titles(client, guide.title)


def test_private_page_is_not_found(client, guide):
    """P4, B68: a private page."""
    make_private(guide)
    assert guide.title not in titles(client, guide.title)


def test_page_under_a_private_page_is_not_found(client, guide):
    make_private(guide.get_parent())
    assert guide.title not in titles(client, guide.title)


def test_page_outside_the_site_is_not_found(client, home_fi):
    outside = HomePage(title="Ksylofoni", slug="toinen", lead="Toinen sivusto", locale=home_fi.locale)
    home_fi.get_parent().add_child(instance=outside)
    assert titles(client, "ksylofoni") == []


def test_change_that_is_not_published_is_not_found(client, guide):
    """B68: a draft of a public page."""
    guide.title = "Ksylofonistin palkkaaminen"
    guide.save_revision()
    assert titles(client, "ksylofonistin") == []


@pytest.mark.parametrize("query", queries, ids=lambda query: ascii(query[:16]))
def test_hostile_query_is_answered(client, query):
    """P1, P2, B61 to B67."""
    assert client.get("/fi/haku/", {"q": query[:9000]}).status_code == 200


@pytest.mark.parametrize("raw", ["q=%00", "q=%ff%fe", "q=%22", "q", "q=a&q=b", "q[]=a", "q=%C3%28"])
def test_broken_query_string_is_answered(client, raw):
    assert client.get(f"/fi/haku/?{raw}").status_code == 200


@hypothesis_settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.text(alphabet=st.sampled_from("\"*^(){}:-+& |!<>\\'%_andorNEARa "), max_size=40))
def test_any_mixture_of_search_syntax_is_answered(db, query):
    assert Client().get("/fi/haku/", {"q": query}).status_code == 200


@pytest.mark.parametrize(
    "query", ['"><img src=x onerror=alert(1)>', "</script><script>alert(1)</script>", "{{ 7*7 }}"]
)
def test_query_is_shown_as_text(client, query):
    """B65: the query comes back as text."""
    html = client.get("/fi/haku/", {"q": query}).content.decode()
    assert "<img src=x" not in html
    assert "<script>alert" not in html
    assert "49" not in html


def test_results_are_not_indexed_by_search_engines(client):
    soup = soup_of(client, "/fi/haku/?q=palkkatuki")
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"


def test_language_link_leads_to_the_other_languages_search(client):
    soup = soup_of(client, "/fi/haku/?q=palkkatuki")
    assert [link["href"] for link in soup.select("header a[hreflang=sv]")] == ["/sv/sok/?q=palkkatuki"]
    assert [link.get_text() for link in soup.select("footer a[hreflang=sv]")] == ["Svenska"]


def test_what_readers_look_for_is_kept_nowhere(client):
    """B66: no log of queries that could grow or tell."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/fi/haku/", {"q": "ksylofonisti"}).status_code == 200
    assert len(queries) > 1
    assert [query["sql"] for query in queries if not query["sql"].strip().startswith("SELECT")] == []
