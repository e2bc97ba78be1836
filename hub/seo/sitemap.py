"""The sitemap: every page of every language, each with its versions in the others. In parts when there are many."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page
from wagtail.query import PageQuerySet

from hub.l10n.pages import published

PART = 5_000
"""Addresses in one file; the protocol allows ten times as many, but then a crawler waits long for each."""

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

    They are read as bare values, in the order of an index of the database, so that 100,000 pages are no trouble.
    """

    def __init__(self, fronts: dict[str, Page]):
        self.fronts = {front.url_path: (language, front.full_url) for language, front in fronts.items()}
        below = Q(pk__in=[])
        for front in fronts.values():
            below |= Q(path__startswith=front.path)
        self.pages: PageQuerySet = published().filter(below).order_by("translation_key", "locale_id")

    def part(self, number: int) -> tuple[list[Address], list[Address]]:
        """The addresses of a part, counted from 1, and those of other parts that are versions of its first or last."""
        start = (number - 1) * PART
        addresses = self._read(self.pages[start : start + PART])
        edges = {address.key for address in (addresses[:1] + addresses[-1:])}
        return addresses, self._read(self.pages.filter(translation_key__in=edges)) if edges else []

    def part_count(self) -> int:
        """In how many parts the sitemap comes; 1 for an empty one."""
        return max(-(-self.pages.count() // PART), 1)

    def _read(self, pages: PageQuerySet) -> list[Address]:
        rows = pages.values_list("translation_key", "url_path", "last_published_at")
        return [self._address(*row) for row in rows]

    def _address(self, key: UUID, url_path: str, changed: datetime.datetime | None) -> Address:
        """The address below the front page that a tree path begins with; the front page's tree path ends in a slash."""
        root = next(root for root in self.fronts if url_path.startswith(root))
        language, front_url = self.fronts[root]
        return Address(key, language, f"{front_url}{url_path[len(root) :]}", changed)


def urlset(addresses: Iterable[Address], others: Iterable[Address]) -> str:
    """The XML of a part; `others` are named only as versions of its addresses."""
    addresses = list(addresses)
    versions: dict[UUID, dict[str, str]] = defaultdict(dict)
    for address in [*addresses, *others]:
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
