"""Answers readers from the kept copy of a page, before any other middleware runs."""

import logging
from collections.abc import Callable
from typing import NamedTuple

from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path

from hub.caching import generation
from hub.caching.entry import KEPT_SECONDS, Entry
from hub.caching.keys import address_key, query_key

logger = logging.getLogger(__name__)


class Kept(NamedTuple):
    """What is kept of an address: the parameters that its page reads, and the page asked without them."""

    names: tuple[str, ...]
    entry: Entry | None


class PageCacheMiddleware:
    """Keeps what pages say may be kept, one copy for everybody; other requests pass by.

    A page says so by `reads_query`, the query parameters that it reads, and by being public, without a cookie.
    With the database gone, or a page failing, the last copy is shown and marked as possibly old.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The kept copy while it is fresh, otherwise the page, kept for the next reader."""
        if not _is_reading(request):
            return self.get_response(request)
        address = address_key(request)
        kept: Kept | None = cache.get(address)
        entry = _entry_of(request, address, kept)
        try:
            number = generation.read()
        except DatabaseError:
            logger.warning("The database does not answer.")
            return entry.response(request, is_stale=True) if entry else _unavailable()
        try:
            if entry and entry.is_fresh(number):
                return entry.response(request)
            response = self.get_response(request)
        finally:
            generation.done_reading()
        if response.status_code >= 500 and entry:
            return entry.response(request, is_stale=True)
        if number is None or not _may_be_kept(request, response):
            return response
        return _keep(request, response, address, number).response(request)


def _entry_of(request: HttpRequest, address: str, kept: Kept | None) -> Entry | None:
    if kept is None or not request.META.get("QUERY_STRING"):
        return kept and kept.entry
    key = query_key(address, request, kept.names)
    return kept.entry if key == address else cache.get(key)


def _keep(request: HttpRequest, response: HttpResponse, address: str, number: int) -> Entry:
    entry = Entry.of(response, number)
    names: tuple[str, ...] = response.reads_query  # type: ignore[attr-defined]  # see _may_be_kept
    key = query_key(address, request, names)
    if key == address:
        cache.set(address, Kept(names, entry), KEPT_SECONDS)
    else:
        cache.add(address, Kept(names, None), KEPT_SECONDS)
        cache.set(key, entry, KEPT_SECONDS)
    return entry


def _is_reading(request: HttpRequest) -> bool:
    """Whether a reader asks for a page; an editor's preview goes the same way and is none."""
    return (
        request.method in ("GET", "HEAD")
        and get_language_from_path(request.path_info) is not None
        and not getattr(request, "is_dummy", False)
    )


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and hasattr(response, "reads_query")
        and "public" in response.get("Cache-Control", "")
        and not response.cookies
        and "Cookie" not in response.get("Vary", "")
        and not request.META.get("HTTP_COOKIE")
        and "HTTP_AUTHORIZATION" not in request.META
    )


def _unavailable() -> HttpResponse:
    headers = {"Retry-After": "30", "Cache-Control": "no-store"}
    return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
