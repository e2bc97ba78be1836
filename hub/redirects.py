"""From the old address of a page to its new one."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.request import split_domain_port
from django.shortcuts import redirect as redirect_to
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from hub.chrome import site_of
from hub.l10n.pages import unreached_paths

MOST_STEPS = 20
"""How many redirects in a row a browser follows."""
UNREADABLE = (AttributeError, LookupError, OSError, SuspiciousOperation)
"""What Wagtail's import raises at fields that it did not sign (the first two), at a file that is gone, and at none."""


class RedirectMiddleware:
    """Wagtail's redirects, except those to a page that is not published and those in a circle.

    The first would tell the address of a draft. The browser remembers a circle: two redirects of an editor to each
    other, or a page that got its first address back and was then hidden.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's answer, or a redirect in place of a page that was not found."""
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        redirect = _redirect_of(request)
        if redirect is None or not _link(redirect):
            return response
        site = site_of(request)
        host, _port = split_domain_port(request.get_host())
        if _is_endless(_way(redirect, site, {host, site and site.hostname})):
            return response
        if redirect.is_permanent:
            return HttpResponsePermanentRedirect(redirect.link)
        return HttpResponseRedirect(redirect.link)


def _redirect_of(request: HttpRequest) -> Redirect | None:
    """The redirect for an address with its query, or else without."""
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    return get_redirect(request, path) or get_redirect(request, urlsplit(path).path)


def _link(redirect: Redirect) -> str | None:
    page = redirect.redirect_page
    return None if page and not page.live else redirect.link


def _way(redirect: Redirect, site: Site | None, hosts: set[str | None]) -> list[str]:
    """The site's addresses that a reader passes, from the redirect's own; `hosts` are the site's names.

    It ends at a page, at an address without a redirect or elsewhere, and where it is endless.
    """
    way = [Redirect.normalise_path(redirect.old_path)]
    step: Redirect | None = redirect
    while step and (link := _link(step)) and urlsplit(link).hostname in {None, *hosts}:
        way.append(Redirect.normalise_path(link))
        if _is_endless(way):
            break
        step = _next(way[-1], site, redirect)
    return way


def _is_endless(way: list[str]) -> bool:
    return len(set(way)) < len(way) or len(way) > MOST_STEPS + 1


def _next(path: str, site: Site | None, first: Redirect) -> Redirect | None:
    """The redirect that a reader of the site meets at a path, if there is no page; `first` may not be saved yet."""
    address = path.partition("?")[0]
    others = Redirect.get_for_site(site).exclude(pk=first.pk).filter(old_path__in={path, address})
    met = {each.old_path: each for each in others.order_by(F("site").asc(nulls_first=True))}
    met[Redirect.normalise_path(first.old_path)] = first
    redirect = met.get(path) or met.get(address)
    return None if redirect is None or _is_page(address, site) else redirect


def _is_page(path: str, site: Site | None) -> bool:
    """Whether a published page of the site stands at a path, for everybody or behind a login."""
    language, _, rest = f"{path}/".lstrip("/").partition("/")
    for root in Site.get_site_root_paths():
        if site and (root.site_id, root.language_code) == (site.pk, language):
            url_path = f"{root.root_path}{rest}"
            # The slug has an index, the path of slugs has none.
            slug = url_path.rstrip("/").rpartition("/")[2]
            pages = Page.objects.live().filter(url_path=url_path, slug=slug)
            return any(not page.path.startswith(tuple(unreached_paths())) for page in pages)
    return False


def refuse_circles() -> None:
    """Let the form of a redirect, which also reads each row of an import, refuse one that leads nowhere."""
    clean = RedirectForm.clean

    def clean_and_follow(self) -> None:
        clean(self)
        fields = ("old_path", "site", "redirect_page", "redirect_link")
        if not self.errors:
            _follow(Redirect(pk=self.instance.pk, **{name: self.cleaned_data[name] for name in fields}))

    RedirectForm.clean = clean_and_follow


def _follow(redirect: Redirect) -> None:
    for site in [redirect.site] if redirect.site else Site.objects.all():
        way = _way(redirect, site, {site.hostname})
        if _is_endless(way):
            raise ValidationError(
                _("Readers would get nowhere: %(way)s. Choose another target.") % {"way": " → ".join(way)}
            )


def import_redirects(request: HttpRequest) -> HttpResponse:
    """Wagtail's second step of an import, which fails when the file of the first is gone, as after sending it twice."""
    try:
        return views.process_import(request)
    except UNREADABLE:
        messages.error(request, _("The file is not here any more. Choose it again."))
        return redirect_to("wagtailredirects:start_import")
