"""The search page: results in the reader's language, grouped by kind."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from wagtail.models import Page

from hub.caching.headers import may_be_kept
from hub.l10n.pages import published, readers_locale
from hub.models.base import HubPage
from hub.search.highlight import highlight
from hub.search.query import clean_query

MAX_RESULTS = 50


class Hit(NamedTuple):
    """A page that was found; title and text have the searched words marked."""

    page: HubPage
    title: SafeString
    text: SafeString


class Group(NamedTuple):
    """Hits of one page type."""

    name: Promise | str
    icon: str
    hits: list[Hit]


def search(request: HttpRequest) -> HttpResponse:
    """Answer `?q=`; without words the page asks for some."""
    typed = request.GET.get("q", "")
    words = clean_query(typed)
    results: list[HubPage] = []
    if words:
        live = Page.objects.live().public().filter(locale=readers_locale())
        ids = [page.pk for page in live.search(words)[:MAX_RESULTS]]
        by_id: dict[int, HubPage] = published().filter(pk__in=ids).specific().in_bulk()
        results = [by_id[pk] for pk in ids if pk in by_id and by_id[pk].url]
    response = render(
        request,
        "search/search.html",
        {
            "query": words,
            "groups": _groups(results, words),
            "count": len(results),
            "is_cut": len(results) == MAX_RESULTS,
        },
    )
    return may_be_kept(response, {"q": r"(?s:.*)"})


def _groups(pages: list[HubPage], words: str) -> list[Group]:
    """Pages grouped by type, the type with most hits first."""
    groups: dict[type[HubPage], Group] = {}
    for page in pages:
        model = type(page)
        group = groups.setdefault(model, Group(model._meta.verbose_name_plural, model.kind_icon, []))
        group.hits.append(Hit(page, highlight(page.title, words), highlight(page.lead, words)))
    return sorted(groups.values(), key=lambda group: -len(group.hits))
