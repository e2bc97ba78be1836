"""Answers readers from the kept copy of a page, before any other middleware but the one that compresses."""

import logging
import re
from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import MiddlewareNotUsed, SuspiciousOperation
from django.db import Error as DatabaseFault
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_path

from hub.caching import generation
from hub.caching.entry import KEPT_SECONDS, Entry
from hub.caching.generation import Generation
from hub.caching.keys import address_key, digest, query_key
from hub.faults import unavailable
from hub.security import policies
from hub.security.headers import ALWAYS

logger = logging.getLogger(__name__)

FOR_MACHINES = re.compile(r"/sitemap(-\d+)?\.xml|/robots\.txt|/favicon\.ico|/\.well-known/security\.txt")
"""Addresses outside the languages that say the same to everybody."""
MOST_VARIANTS = 40
"""How many copies of one address with different parameters are kept; the next ones are drawn each time."""


class Kept(NamedTuple):
    """What is kept of an address: the parameters that its page reads, the page asked without them, other copies."""

    reads: dict[str, str]
    entry: Entry | None
    variants: tuple[str, ...]


FORM = digest(
    f"{Kept._fields} {Entry._fields} {policies.PAGES} {policies.FILES} {ALWAYS} {settings.SECURE_HSTS_SECONDS}"
)
"""Part of the keys, so that what other code has kept, or the same code with other headers, is never read."""


class PageCacheMiddleware:
    """Keeps what pages say may be kept, one copy for everybody; other requests pass by.

    A page says so with `hub.caching.headers.may_be_kept`. With the database gone, or a page failing, the last copy
    is shown and marked as possibly old, unless something public has been withdrawn since it was made.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        if settings.DEBUG:
            raise MiddlewareNotUsed("A changed template must show at once.")
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The kept copy while it is fresh, otherwise the page, kept for the next reader."""
        if not _is_reading(request):
            return self.get_response(request)
        try:
            address = address_key(request, FORM)
            _ = request.GET
        except SuspiciousOperation:
            # Refused there, with the headers of every answer, or shown without what cannot be read.
            return self.get_response(request)
        kept: Kept | None = cache.get(address)
        entry = _entry_of(request, address, kept)
        try:
            now = generation.read()
        except DatabaseFault:
            logger.warning("The database does not answer.")
            request.database_is_gone = True  # type: ignore[attr-defined]  # read by NoDatabaseMiddleware
            return _old(request, entry, generation.last_read()) or self.get_response(request)
        try:
            if entry and entry.is_fresh(now):
                return entry.response(request)
            response = self.get_response(request)
        finally:
            generation.done_reading()
        if response.status_code >= 500:
            return _old(request, entry, now) or response
        if not hasattr(response, "reads_query") or "public" not in response.get("Cache-Control", ""):
            return response
        _leave_out_who_asked(response)
        if response.status_code != 200 or _says_who_asks(request):
            return response
        return _keep(request, response, address, kept, now).response(request)


class NoDatabaseMiddleware:
    """Says at once that the database is gone where the page cache has found that, with the headers of any answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """503, or the answer of those below."""
        return unavailable() if hasattr(request, "database_is_gone") else self.get_response(request)


def _entry_of(request: HttpRequest, address: str, kept: Kept | None) -> Entry | None:
    if kept is None or not request.META.get("QUERY_STRING"):
        return kept and kept.entry
    key = query_key(address, request, kept.reads)
    return kept.entry if key == address else cache.get(key)


def _keep(
    request: HttpRequest, response: HttpResponse, address: str, kept: Kept | None, now: Generation
) -> Entry:
    entry = Entry.of(response, now)
    reads: dict[str, str] = response.reads_query  # type: ignore[attr-defined]  # see may_be_kept
    key = query_key(address, request, reads)
    known = kept if kept and kept.reads == reads else Kept(reads, None, ())
    if key == address:
        cache.set(address, known._replace(entry=entry), KEPT_SECONDS)
    elif key in known.variants or len(known.variants) < MOST_VARIANTS:
        variants = tuple(dict.fromkeys((*known.variants, key)))
        cache.set(address, known._replace(variants=variants), KEPT_SECONDS)
        cache.set(key, entry, KEPT_SECONDS)
    return entry


def _old(request: HttpRequest, entry: Entry | None, now: Generation | None) -> HttpResponse | None:
    """The last copy, marked as possibly old; None where there is none that may be shown."""
    if entry and entry.is_still_public(now):
        return entry.response(request, is_stale=True)
    return None


def _leave_out_who_asked(response: HttpResponse) -> None:
    """Take cookies from an answer that is the same for everybody: Django renews broken ones with any answer."""
    response.cookies.clear()
    response.headers["Vary"] = "Accept-Encoding"


def _is_reading(request: HttpRequest) -> bool:
    """Whether a reader asks for a page, or a machine for what it reads; an editor's preview goes the same way."""
    return (
        request.method in ("GET", "HEAD")
        and bool(get_language_from_path(request.path_info) or FOR_MACHINES.fullmatch(request.path_info))
        and not getattr(request, "is_dummy", False)
    )


def _says_who_asks(request: HttpRequest) -> bool:
    return bool(request.META.get("HTTP_COOKIE")) or "HTTP_AUTHORIZATION" in request.META
