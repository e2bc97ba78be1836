"""A reader's page asks nothing of anybody else and leaves nothing in the reader's browser."""

import gzip
import json
from functools import lru_cache
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from hub.checks import page_types
from tests.support.pages import one_of

pytestmark = pytest.mark.django_db

VIEWS = {"search": "/fi/haku/?q=palkkatuki", "not found": "/sv/finns-inte/"}
ASSETS = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "link": ("href",),
    "video": ("src", "poster"),
    "source": ("src", "srcset"),
    "track": ("src",),
    "iframe": ("src",),
    "audio": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "use": ("href", "xlink:href"),
    "form": ("action",),
}
OWN_HOSTS = {"", "testserver", "localhost", "127.0.0.1"}

each_address = pytest.mark.parametrize(
    "what", [*page_types(), *VIEWS], ids=lambda what: what if isinstance(what, str) else what.__name__
)
each_language = pytest.mark.parametrize("language", ["fi", "sv"])


@lru_cache
def rendered(what, language: str) -> HttpResponse:
    """A page or view as an anonymous reader gets it; rendered once, as these tests only look at it."""
    address = VIEWS[what] if isinstance(what, str) else one_of(what, language).url
    return Client().get(address, headers={"Accept-Encoding": "gzip"})


@lru_cache
def soup_of(what, language: str) -> BeautifulSoup:
    return BeautifulSoup(gzip.decompress(rendered(what, language).content), "html.parser")


def is_data(script) -> bool:
    """Whether a script element is a block of structured data, which browsers never run."""
    return script.attrs == {"type": "application/ld+json"} and bool(json.loads(script.string)["@graph"])


def assets(soup) -> list[str]:
    found = []
    for tag in soup.find_all(list(ASSETS)):
        if tag.name == "link" and set(tag.get("rel", [])) & {"canonical", "alternate"}:
            continue
        for attribute in ASSETS[tag.name]:
            found += [
                part.strip().split(" ")[0] for part in tag.get(attribute, "").split(",") if part.strip()
            ]
    return found


@each_address
@each_language
def test_everything_that_a_page_loads_is_its_own(what, language):
    soup = soup_of(what, language)
    loaded = assets(soup)
    assert loaded
    assert {urlsplit(url).hostname or "" for url in loaded} <= OWN_HOSTS


@each_address
@each_language
def test_page_sets_no_cookie(what, language):
    assert not rendered(what, language).cookies


@each_address
@each_language
def test_page_is_the_same_for_everybody(what, language):
    response = rendered(what, language)
    vary = {name.strip() for name in response.get("Vary", "").split(",") if name.strip()}
    assert vary <= {"Accept-Encoding"}


@each_address
@each_language
def test_page_needs_no_script_or_style_inside_it(what, language):
    soup = soup_of(what, language)
    assert [tag for tag in soup.find_all("script") if not tag.get("src") and not is_data(tag)] == []
    assert soup.select("style, [style]") == []
    assert [tag.name for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)] == []


@each_address
@each_language
def test_page_has_one_of_each_id(what, language):
    soup = soup_of(what, language)
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids)) > 1


@each_address
@each_language
def test_everything_that_points_inside_the_page_finds_its_place(what, language):
    soup = soup_of(what, language)
    ids = {tag["id"] for tag in soup.find_all(id=True)}
    pointers = {link["href"][1:] for link in soup.select("a[href^='#']")}
    for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget"):
        pointers |= {
            name for tag in soup.find_all(attrs={attribute: True}) for name in str(tag[attribute]).split()
        }
    assert pointers
    assert pointers - ids == set()


@each_address
@each_language
def test_every_link_on_a_page_leads_somewhere(what, language):
    soup = soup_of(what, language)
    links = soup.find_all("a")
    assert links
    assert [str(link) for link in links if link.get("href", "") in {"", "#", "None"}] == []
