"""Forms of readers' pages: no cookie and no token, but only from pages of this site.

Such a form carries nobody's rights, so there is nothing that a token would guard; what remains is that another site
must not send it in a reader's name. Browsers say where a form comes from: in Sec-Fetch-Site, which no page can set,
or on plain HTTP and in older browsers in Origin or Referer (OWASP ASVS 5.0, 3.5.1).
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.csrf import csrf_failure
from django.views.decorators.csrf import csrf_exempt

READING = ("GET", "HEAD", "OPTIONS")
FROM_HERE = ("same-origin", "none")
"""`none` is a person at the browser itself: loading the answer again, or going back to it."""


def anonymous_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose form needs no cookie: what another site sends gets 403, and no answer to a form is kept anywhere.

    The view must do nothing by the rights of who has signed in.
    """

    @csrf_exempt
    @wraps(view)
    def asked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method in READING:
            return view(request, *args, **kwargs)
        response = view(request, *args, **kwargs) if comes_from_here(request) else csrf_failure(request)
        response.headers.pop("Cache-Control", None)
        add_never_cache_headers(response)
        return response

    return asked


def comes_from_here(request: HttpRequest) -> bool:
    """Whether a browser says that a page of this site sent the request; who says nothing is not believed."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in FROM_HERE
    return _origin(request.headers.get("Origin") or request.headers.get("Referer", "")) == _origin(
        f"{request.scheme}://{request.get_host()}"
    )


def _origin(address: str) -> tuple[str, str]:
    """Scheme and host with port of an address, in small letters; empty for what is none, such as `null`."""
    try:
        parts = urlsplit(address.lower())
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc
