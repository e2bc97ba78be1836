"""Caches in front of the site: told of every change, and asked by nobody else."""

import logging
from http.client import HTTPException
from urllib.request import urlopen

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.contrib.frontend_cache.backends.http import HTTPBackend, PurgeRequest
from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache
from wagtail.models import Site

from hub.caching import generation

logger = logging.getLogger(__name__)

WAITS_SECONDS = 1
"""How long an editor who has changed something waits for a cache that does not answer."""
KNOWN_SECONDS = 1
"""How long a cache that asks for the withdrawals may go by the answer."""


class EdgeBackend(HTTPBackend):
    """Wagtail's PURGE request, which by itself would wait for a dead cache for ever, or fail the change."""

    def __init__(self, params: dict):
        self.location = params["LOCATION"]
        super().__init__(params)

    def purge(self, url: str) -> None:
        """Ask the cache to forget an address; one that ends in an asterisk means all that begin so."""
        host, _slash, path = url.partition("://")[2].partition("/")
        request = PurgeRequest(f"{self.location}/{path}", headers={"Host": host})
        try:
            urlopen(request, timeout=WAITS_SECONDS).close()  # noqa: S310  # http or https, by the settings.
        except (OSError, HTTPException) as error:
            logger.error("The cache in front at %s may still show old pages: %s", self.location, error)


def purge() -> None:
    """Let every cache in front forget what it keeps of the site, once the current transaction is committed."""
    is_asked = any(_purge_now in entry for entry in connection.run_on_commit)
    if settings.WAGTAILFRONTENDCACHE and not is_asked:
        transaction.on_commit(_purge_now, robust=True)


def _purge_now() -> None:
    purge_urls_from_cache([f"{site.root_url}/*" for site in Site.objects.all()])


@require_safe
def withdrawals(request: HttpRequest) -> HttpResponse:
    """A mark that changes whenever something public is withdrawn; nginx keeps pages under it (deploy/nginx).

    503 while the database is gone, so that nginx goes on with the mark that it knows.
    """
    try:
        mark = generation.read().withdrawals
    except DatabaseError:
        return HttpResponse(status=503, headers={"Cache-Control": "no-store"})
    finally:
        generation.done_reading()
    headers = {"X-Withdrawals": "-".join(map(str, mark)), "Cache-Control": f"public, max-age={KNOWN_SECONDS}"}
    return HttpResponse(headers=headers)
