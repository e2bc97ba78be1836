"""From the old address of a page to its new one."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import redirect as redirect_to
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

UNREADABLE = (AttributeError, LookupError, OSError, SuspiciousOperation)
"""What Wagtail's import raises at fields that it did not sign (the first two), at a file that is gone, and at none."""


class RedirectMiddleware:
    """Wagtail's redirects, except those to a page that is not published and those to themselves.

    The first would tell the address of a draft. A page that got its first address back and was then hidden would
    send the browser in a circle, which it remembers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's answer, or a redirect in place of a page that was not found."""
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        redirect = _redirect_of(request)
        if redirect is None or not _leads_on(redirect):
            return response
        if redirect.is_permanent:
            return HttpResponsePermanentRedirect(redirect.link)
        return HttpResponseRedirect(redirect.link)


def _redirect_of(request: HttpRequest) -> Redirect | None:
    """The redirect for an address with its query, or else without."""
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    return get_redirect(request, path) or get_redirect(request, urlsplit(path).path)


def _leads_on(redirect: Redirect) -> bool:
    page, link = redirect.redirect_page, redirect.link
    if not link or (page and not page.live):
        return False
    return Redirect.normalise_path(link) != redirect.old_path


def import_redirects(request: HttpRequest) -> HttpResponse:
    """Wagtail's second step of an import, which fails when the file of the first is gone, as after sending it twice."""
    try:
        return views.process_import(request)
    except UNREADABLE:
        messages.error(request, _("The file is not here any more. Choose it again."))
        return redirect_to("wagtailredirects:start_import")
