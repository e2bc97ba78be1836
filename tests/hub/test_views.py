"""The page for addresses that lead nowhere."""

import pytest
from wagtail.models import Site

from tests.support.pages import make_private, soup_of, text_of, translation_of
from toolkit.models import GuidePage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_unknown_address_is_answered_in_its_language(client, language):
    soup = soup_of(client, f"/{language}/ei-ole-olemassa/", status=404)
    assert soup.html["lang"] == language
    assert soup.main.h1
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"


def test_unknown_address_without_a_language_is_answered_in_the_browsers_language(client):
    response = client.get("/ei-ole", headers={"Accept-Language": "sv"}, follow=True)
    assert response.status_code == 404
    assert b'<html lang="sv"' in response.content


def test_unknown_address_offers_the_search_and_the_menu(client):
    main = soup_of(client, "/fi/ei-ole/", status=404).main
    assert main.select_one("form input[name=q]")
    assert main.find("a", href="/fi/tyokalut/")


def test_finnish_path_under_the_swedish_prefix_leads_to_the_swedish_page(client, guide):
    response = client.get(guide.url.replace("/fi/", "/sv/", 1))
    assert response.status_code == 302
    assert response["Location"] == translation_of(guide, "sv").url


def test_title_of_the_other_language_carries_its_language(client, guide):
    swedish = translation_of(guide, "sv")
    url = swedish.url
    swedish.unpublish()
    link = soup_of(client, url, status=404).main.find("a", href=guide.url)
    assert link.get("lang") == "fi" or link.find_parent(lang="fi")


def test_private_page_of_the_other_language_is_not_offered(client, guide):
    swedish = translation_of(guide, "sv")
    url = swedish.url
    swedish.unpublish()
    make_private(guide)
    assert guide.title not in text_of(soup_of(client, url, status=404))


@pytest.mark.parametrize(
    "path",
    [
        "/fi/%00/",
        "/fi/%ff/",
        "/fi/%0d%0aSet-Cookie:%20a=b/",
        "/fi/..%2f..%2f/",
        "/fi/" + "a" * 9000 + "/",
        "/fi/" + "a/" * 1500,
        "/fi/tyokalut.php",
        "/fi//tyokalut/",
        "/fi/<script>alert(1)</script>/",
        "/fi/tyokalut/%F0%9F%92%A9/",
    ],
)
def test_hostile_path_is_not_found(client, path):
    """B45, B46, B48: paths that lead nowhere."""
    response = client.get(path, follow=True)
    assert response.status_code == 404
    assert b"<script>alert" not in response.content
    assert not response.cookies


@pytest.mark.parametrize("query", ["t=abc", "t=-1", "t=" + "9" * 400, "theme=' OR 1=1", "t=%00", "t=٣"])
def test_hostile_query_of_a_page_is_ignored(client, session, query):
    """B47, 2026-1287, 2025-64459: values are no part of a query."""
    assert client.get(f"{session.url}?{query}").status_code == 200
    assert client.get(f"{session.get_parent().url}?{query}").status_code == 200


def test_style_guide_is_not_public(client):
    assert client.get("/styles/", follow=True).status_code == 404


def test_nothing_is_shown_of_a_failure(client, monkeypatch):
    monkeypatch.setattr("hub.search.views.clean_query", lambda typed: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/fi/haku/?q=x")
    assert response.status_code == 500
    assert b"ZeroDivisionError" not in response.content


@pytest.mark.parametrize("path", ["/fi/", "/sv/tyokalut/", "/fi/verktyg/", "/fi/haku/?q=palkkatuki"])
def test_nothing_fails_without_a_site(client, path):
    Site.objects.all().delete()
    assert client.get(path).status_code in (200, 404)


def test_below_an_unpublished_front_page_nothing_can_be_read_or_is_named(client, home_sv, guide):
    swedish = translation_of(guide, "sv")
    url = swedish.url
    assert client.get(url).status_code == 200
    home_sv.unpublish()
    assert swedish.title not in text_of(soup_of(client, url, status=404))
    finnish = soup_of(client, guide.url)
    assert finnish.select(f"a[href='{url}'], link[href$='{url}']") == []
    home_sv.save_revision().publish()
    assert client.get(url).status_code == 200


def test_page_that_goes_away_while_it_is_asked_for_is_not_found(client, guide):
    stranger = {"Authorization": "Basic YTpi"}  # Gets no kept copy.
    assert client.get(guide.url, headers=stranger).status_code == 200
    rows = GuidePage.objects.filter(pk=guide.pk)
    rows._raw_delete(rows.db)  # Tells nobody, as another transaction has not yet.
    assert client.get(guide.url, headers=stranger).status_code == 404
