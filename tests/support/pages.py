"""Finding starter pages and looking at them the way a reader does."""

from functools import lru_cache
from uuid import uuid4

from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page, PageViewRestriction


def one_of(model: type[Page], language: str) -> Page:
    """The starter page of a type that has most to show, in one language."""
    return model.objects.get(pk=_richest(model, language))


@lru_cache
def _richest(model: type[Page], language: str) -> int:
    pages = model.objects.filter(locale__language_code=language)
    return max(pages, key=lambda page: len(page.to_json())).pk


def translation_of(page: Page, language: str) -> Page:
    """The version of a page in another language, of its own type."""
    return page.get_translations().get(locale__language_code=language).specific


def part(page: Page) -> None:
    """Make a page the translation of nothing; quicker than deleting it with everything under it."""
    Page.objects.filter(pk=page.pk).update(translation_key=uuid4())


def make_private(page: Page) -> None:
    """Ask for a login before anybody reads the page or what is under it."""
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def soup_of(client: Client, url: str, status: int = 200) -> BeautifulSoup:
    """The page at an address; the answer must have the given status."""
    response = client.get(url)
    assert response.status_code == status, f"{url} answered {response.status_code}"
    return BeautifulSoup(response.content, "html.parser")


@lru_cache
def seen(model: type[Page], language: str) -> BeautifulSoup:
    """A starter page as an anonymous reader sees it; rendered once, for tests that only look at it."""
    return soup_of(Client(), one_of(model, language).url)


def text_of(soup: BeautifulSoup) -> str:
    """What is visible, without soft hyphens and with single spaces."""
    return spaced(soup.get_text(" "))


def spaced(text: str) -> str:
    """A text without soft hyphens, every space and line break a single space."""
    return " ".join(text.replace("\u00ad", "").split())
