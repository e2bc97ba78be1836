"""How an answer says that one copy of it serves everybody."""

from collections.abc import Callable, Mapping
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

EDGE_SECONDS = 5
"""How long a cache in front of the site may keep a page without asking."""

FILE_SECONDS = 300
"""How long anybody may keep what machines read: feeds, calendars, the sitemap."""


def for_everybody(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose answer anybody may keep for some minutes, the page cache too; only for GET and HEAD."""

    @require_safe
    @wraps(view)
    def kept(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.reads_query = {}  # type: ignore[attr-defined]  # read by PageCacheMiddleware
        patch_cache_control(response, public=True, max_age=FILE_SECONDS)
        return response

    return kept


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
