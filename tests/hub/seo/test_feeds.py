"""The feed of new and changed pages."""

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.checks import page_types
from hub.seo.feeds import ENTRIES
from tests.support.pages import translation_of

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
URLS = {"fi": "/fi/uusimmat.xml", "sv": "/sv/nyaste.xml"}


def read(client, language: str = "fi"):
    return ElementTree.fromstring(client.get(URLS[language]).content)


def entries(client, language: str = "fi"):
    return read(client, language).findall(f"{ATOM}entry")


def links(entry) -> str:
    return entry.find(f"{ATOM}link").get("href")


@pytest.mark.parametrize("language", URLS)
def test_feed_speaks_one_language(client, language):
    feed = read(client, language)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    found = entries(client, language)
    assert found
    assert all(links(entry).startswith(f"http://localhost/{language}/") for entry in found)


def test_feed_has_what_atom_demands(client):
    feed = read(client)
    for name in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{name}") is not None
    for entry in entries(client):
        for name in ("id", "title", "updated", "link", "summary"):
            assert entry.find(f"{ATOM}{name}") is not None


def test_page_published_last_comes_first(client, guide):
    guide.last_published_at = timezone.now()
    guide.save()
    assert entries(client)[0].findtext(f"{ATOM}title") == guide.title


def test_feed_is_not_longer_than_it_should_be(client, guide):
    for number in range(ENTRIES):
        guide.copy(update_attrs={"slug": f"{guide.slug}-{number}"}, copy_revisions=False)
        guide.get_siblings().update(last_published_at=timezone.now())
    assert len(entries(client)) == ENTRIES


def test_feed_costs_one_query_for_each_kind_of_page_and_a_few_more(client):
    read(client)  # What is kept from request to request is read before counting.
    with CaptureQueriesContext(connection) as queries:
        assert len(entries(client)) > len(page_types()) + 6
    assert len(queries) <= len(page_types()) + 6


def ids(client, language: str) -> dict[str, str]:
    return {
        entry.findtext(f"{ATOM}title"): entry.findtext(f"{ATOM}id") for entry in entries(client, language)
    }


def test_entry_keeps_its_name_when_the_address_changes(client, guide):
    before = ids(client, "fi")[guide.title]
    guide.slug = "uusi-osoite"
    guide.save()
    assert any("uusi-osoite" in links(entry) for entry in entries(client))
    assert ids(client, "fi")[guide.title] == before


def test_languages_have_entries_of_their_own(client, guide):
    assert not set(ids(client, "fi").values()) & set(ids(client, "sv").values())


def test_characters_that_xml_forbids_do_not_break_the_feed(client, guide):
    guide.title = "Palkka\x0b & <b>lakko</b> ]]>\ufffe"
    guide.search_description = "Yksi < kaksi & kolme\x1b"
    guide.save()
    (entry,) = [entry for entry in entries(client) if "lakko" in entry.findtext(f"{ATOM}title")]
    assert entry.findtext(f"{ATOM}title") == "Palkka & <b>lakko</b> ]]>"
    assert entry.findtext(f"{ATOM}summary") == "Yksi &lt; kaksi &amp; kolme"  # It says that it is HTML.


def test_language_without_a_front_page_has_no_feed(client, home_sv):
    home_sv.unpublish()
    assert client.get(URLS["sv"]).status_code == 404


def test_every_page_announces_the_feed_of_its_language(client, guide):
    for page, language in ((guide, "fi"), (translation_of(guide, "sv"), "sv")):
        html_page = client.get(page.url).content.decode()
        assert 'type="application/atom+xml" title="Pakki: ' in html_page
        assert f'href="{URLS[language]}"' in html_page
