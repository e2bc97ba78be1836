"""The sitemap over both languages."""

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.dateparse import parse_datetime
from wagtail.models import Page

from hub.l10n.pages import published
from hub.seo import sitemap
from tests.support.pages import make_private, translation_of

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def read(client, url: str = "/sitemap.xml"):
    response = client.get(url, headers={"Authorization": "Basic YTpi"})  # So that no kept copy answers.
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def locations(tree) -> list[str]:
    return [loc.text for loc in tree.iter(f"{SITEMAP}loc")]


def alternates(tree) -> dict[str, dict[str, str]]:
    """The versions of each address by language."""
    return {
        url.findtext(f"{SITEMAP}loc"): {
            link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")
        }
        for url in tree.iter(f"{SITEMAP}url")
    }


def test_every_page_of_every_language_is_in_it_once(client):
    pages = [page.full_url for page in published().filter(depth__gt=1)]
    assert sorted(locations(read(client))) == sorted(pages)
    assert {url.split("/")[3] for url in pages} == {"fi", "sv"}


def test_page_is_listed_with_its_other_languages(client, guide):
    swedish = translation_of(guide, "sv")
    expected = {"fi": guide.full_url, "sv": swedish.full_url, "x-default": guide.full_url}
    found = alternates(read(client))
    assert found[guide.full_url] == found[swedish.full_url] == expected


def test_page_of_one_language_has_no_alternates(client, guide):
    translation_of(guide, "sv").unpublish()
    assert alternates(read(client))[guide.full_url] == {}


def test_page_says_when_it_was_published_last(client, guide):
    (url,) = [
        url for url in read(client).iter(f"{SITEMAP}url") if url.findtext(f"{SITEMAP}loc") == guide.full_url
    ]
    assert parse_datetime(url.findtext(f"{SITEMAP}lastmod")) == guide.last_published_at.replace(microsecond=0)


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), make_private])
def test_language_whose_front_page_cannot_be_read_is_left_out(client, home_sv, hide):
    hide(home_sv)
    assert {url.split("/")[3] for url in locations(read(client))} == {"fi"}


def test_site_without_pages_has_an_empty_sitemap(client):
    Page.objects.filter(depth__gt=1).update(live=False)
    assert locations(read(client)) == []


@pytest.mark.parametrize("size", [1, 3, 7])
def test_large_sitemap_comes_in_parts_that_hold_the_same(client, monkeypatch, size):
    whole = alternates(read(client))
    monkeypatch.setattr(sitemap, "PART", size)
    parts = locations(read(client))
    assert len(parts) == -(-len(whole) // size) > 1
    found = {}
    for part in parts:
        addresses = alternates(read(client, part))
        assert not addresses.keys() & found.keys()
        found |= addresses
    assert found == whole


@pytest.mark.parametrize("number", [0, 2, 10**30])
def test_part_that_does_not_exist_is_not_found(client, number):
    assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_sitemap_costs_the_same_however_many_pages_there_are(client, guide):
    read(client)  # What is kept from request to request is read before counting.
    with CaptureQueriesContext(connection) as few:
        read(client)
    for number in range(10):
        guide.copy(update_attrs={"slug": f"{guide.slug}-{number}"}, copy_revisions=False)
    read(client)
    with CaptureQueriesContext(connection) as many:
        read(client)
    assert len(many) == len(few)
    print("\n".join(query["sql"] for query in many))
