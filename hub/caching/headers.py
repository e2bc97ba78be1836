"""How a page says that one copy of it serves everybody."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.utils.cache import patch_cache_control

EDGE_SECONDS = 5
"""How long a cache in front of the site may keep a page without asking."""


def may_be_kept(response: HttpResponse, reads_query: Mapping[str, str]) -> HttpResponse:
    """Let the page cache keep a response, one copy for each value of the query parameters that it reads.

    `reads_query` gives each parameter with the pattern of its values; others are taken for the plain page.

    Browsers ask again each time and mostly get a 304; an edge keeps a page for some seconds, and shows it a day
    longer when the site is gone.
    """
    response.reads_query = reads_query  # type: ignore[attr-defined]  # read by PageCacheMiddleware
    patch_cache_control(
        response,
        public=True,
        max_age=0,
        s_maxage=EDGE_SECONDS,
        stale_while_revalidate=30,
        stale_if_error=86_400,
    )
    return response
