"""From the old address of a page to its new one."""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.request import split_domain_port
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from hub.chrome import site_of
from hub.l10n.pages import unreached_paths

MOST_STEPS = 20
"""How many redirects in a row a browser follows."""


class Stop(NamedTuple):
    """An address on a reader's way; there is no site where none has been set up."""

    site: Site | None
    path: str

    def __str__(self) -> str:
        return f"{self.site.hostname if self.site else ''}{self.path}"


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
        if _is_endless(_way(redirect, site, {**_sites(), host: site})):
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


def _sites() -> dict[str, Site]:
    return {site.hostname.lower(): site for site in Site.objects.all()}


def _way(redirect: Redirect, site: Site | None, sites: Mapping[str, Site | None]) -> list[Stop]:
    """The addresses that a reader passes, from the redirect's own on `site`; `sites` are ours by their host names.

    It ends at a page, at an address without a redirect or elsewhere, and where it is endless.
    """
    way = [Stop(site, redirect.old_path)]
    step: Redirect | None = redirect
    while step and (link := _link(step)):
        host = urlsplit(link).hostname
        if host and host not in sites:
            break
        way.append(Stop(sites[host] if host else way[-1].site, Redirect.normalise_path(link)))
        if _is_endless(way):
            break
        step = _next(*way[-1], redirect)
    return way


def _is_endless(way: list[Stop]) -> bool:
    return len(set(way)) < len(way) or len(way) > MOST_STEPS + 1


def _next(site: Site | None, path: str, first: Redirect) -> Redirect | None:
    """The redirect that a reader of the site meets at a path, if there is no page; `first` may not be saved yet."""
    address = path.partition("?")[0]
    met = [*Redirect.get_for_site(site).exclude(pk=first.pk).filter(old_path__in={path, address})]
    if first.site_id in {None, site and site.pk}:
        met.append(first)
    met.sort(
        key=lambda each: each.site_id is not None
    )  # A site's own counts more than that of all, so it is last.
    found = {each.old_path: each for each in met}
    redirect = found.get(path) or found.get(address)
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
    """Let the form of a redirect, which also reads each row of an import, refuse one that leads nowhere.

    An old address that Wagtail cannot take apart is refused, too.
    """
    clean = RedirectForm.clean

    def clean_old_path(self) -> str:
        path = self.cleaned_data["old_path"]
        try:
            Redirect.normalise_path(path)
        except ValueError:
            raise ValidationError(
                _("This is no address. Write what stands after the site's name, for example /fi/old-page/.")
            ) from None
        return path

    def clean_and_follow(self) -> None:
        clean(self)
        fields = ("old_path", "site", "redirect_page", "redirect_link")
        if not self.errors:
            if not self.cleaned_data["redirect_page"] and not self.cleaned_data["redirect_link"]:
                raise ValidationError(_("Choose the page that it leads to, or write an address."))
            redirect = Redirect(pk=self.instance.pk, **{name: self.cleaned_data[name] for name in fields})
            redirect.clean()  # Wagtail writes its path in the usual form.
            _follow(redirect)

    RedirectForm.clean_old_path = clean_old_path
    RedirectForm.clean = clean_and_follow


def _follow(redirect: Redirect) -> None:
    sites = _sites()
    for site in [redirect.site] if redirect.site else sites.values():
        way = _way(redirect, site, sites)
        if _is_endless(way):
            is_one_site = len({stop.site for stop in way}) == 1
            names = [stop.path if is_one_site else str(stop) for stop in way]
            raise ValidationError(
                _("Readers would get nowhere: %(way)s. Choose another target.") % {"way": " → ".join(names)}
            )
