"""The search page: results in the reader's language, grouped by kind."""

from collections.abc import Iterable
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from hub.caching.headers import may_be_kept
from hub.l10n.pages import readers_locale
from hub.models import SearchEntry
from hub.models.base import HubPage
from hub.search.find import find
from hub.search.highlight import highlight
from hub.search.words import clean_query

MAX_RESULTS = 50


class Hit(NamedTuple):
    """A page that was found; title and text have the searched words marked."""

    title: SafeString
    url: str
    text: SafeString
    is_review_late: bool


class Group(NamedTuple):
    """Hits of one page type."""

    name: Promise | str
    icon: str
    hits: list[Hit]


def search(request: HttpRequest) -> HttpResponse:
    """Answer `?q=`; without words the page asks for some."""
    words = clean_query(request.GET.get("q", ""))
    entries = find(words, readers_locale().language_code)
    groups = _groups(entries[:MAX_RESULTS], words)
    context = {
        "query": words,
        "groups": groups,
        "count": sum(len(group.hits) for group in groups),
        "is_cut": len(entries) > MAX_RESULTS,
    }
    return may_be_kept(render(request, "search/search.html", context), {"q": r"(?s:.*)"})


def _groups(entries: Iterable[SearchEntry], words: str) -> list[Group]:
    """Hits grouped by page type, the type with most hits first; a page outside the site has no address and is none."""
    groups: dict[type[HubPage], Group] = {}
    for entry in entries:
        model = entry.page.specific_class
        if entry.page.url:
            group = groups.setdefault(model, Group(model._meta.verbose_name_plural, model.kind_icon, []))
            title, lead = highlight(entry.page.title, words), highlight(entry.lead, words)
            group.hits.append(Hit(title, entry.page.url, lead, entry.is_review_late))
    return sorted(groups.values(), key=lambda group: -len(group.hits))
