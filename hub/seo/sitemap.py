"""The sitemap: every page of every language, each with its versions in the others. In parts when there are many."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.models import Page
from wagtail.query import PageQuerySet

from hub.caching.generation import remember
from hub.l10n.pages import published

PART = 1_000
"""Some so many addresses are in one file; the protocol allows more, but then a crawler waits long for each."""
KEYS = 2**128
"""How many translation keys there can be."""

NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
ALTERNATES = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'


class Address(NamedTuple):
    """A page in the sitemap; the key is that of all its language versions."""

    key: UUID
    language: str
    url: str
    changed: datetime.datetime | None


class Sitemap:
    """The addresses below the front pages of one site, which are given by language code.

    They are read as bare values, in the order of an index of the database. A part holds a range of the translation
    keys, which are random and so fill all parts alike: to reach the last one nobody counts what stands before it.
    """

    def __init__(self, fronts: dict[str, Page]):
        self.fronts = fronts
        below = Q(pk__in=[])
        for front in fronts.values():
            below |= Q(path__startswith=front.path)
        self.pages: PageQuerySet = published().filter(below).order_by("translation_key", "locale_id")
        self.urls = {front.url_path: (language, front.full_url) for language, front in fronts.items()}

    @cached_property
    def part_count(self) -> int:
        """In how many parts the sitemap comes; 1 for an empty one."""
        paths = tuple(front.path for front in self.fronts.values())
        return max(-(-remember(("sitemap", paths), self.pages.count) // PART), 1)

    def part(self, number: int) -> list[Address]:
        """The addresses of a part, counted from 1; a page's versions are all in the same."""
        first, after = (end * KEYS // self.part_count for end in (number - 1, number))
        keys = (UUID(int=first), UUID(int=after - 1))
        rows = self.pages.filter(translation_key__range=keys)
        return [
            self._address(*row)
            for row in rows.values_list("translation_key", "url_path", "last_published_at")
        ]

    def _address(self, key: UUID, url_path: str, changed: datetime.datetime | None) -> Address:
        """The address below the front page that a tree path begins with; the front page's tree path ends in a slash."""
        root = next(root for root in self.urls if url_path.startswith(root))
        language, front_url = self.urls[root]
        return Address(key, language, f"{front_url}{url_path[len(root) :]}", changed)


def urlset(addresses: Sequence[Address]) -> str:
    """The XML of a part."""
    versions: dict[UUID, dict[str, str]] = defaultdict(dict)
    for address in addresses:
        versions[address.key][address.language] = escape(address.url)
    links = {key: _links(urls) for key, urls in versions.items()}
    lines = [
        f"<url><loc>{versions[address.key][address.language]}</loc>"
        + (f"<lastmod>{address.changed:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if address.changed else "")
        + f"{links[address.key]}</url>"
        for address in addresses
    ]
    return _document("urlset", f"{NAMESPACES} {ALTERNATES}", lines)


def index(urls: Iterable[str]) -> str:
    """The XML that names the parts."""
    lines = [f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in urls]
    return _document("sitemapindex", NAMESPACES, lines)


def _links(urls: dict[str, str]) -> str:
    """A page's versions, itself included, in the order of LANGUAGES; none where there is one only."""
    if len(urls) < 2:
        return ""
    in_order = {code: urls[code] for code, _name in settings.LANGUAGES if code in urls}
    in_order["x-default"] = urls.get(settings.LANGUAGE_CODE, next(iter(in_order.values())))
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{url}"/>' for code, url in in_order.items()
    )


def _document(name: str, namespaces: str, lines: list[str]) -> str:
    return "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', f"<{name} {namespaces}>", *lines, f"</{name}>\n"]
    )
