"""Addresses for machines: sitemap, robots, security contact, icon, web manifest, the feed of new pages."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, override

from hub.caching.headers import for_everybody
from hub.chrome import site_of
from hub.front_pages import front_pages, readers_front_page
from hub.l10n.pages import locale_of, published
from hub.models import SiteText
from hub.seo import feeds
from hub.seo.sharing import root_url_of
from hub.seo.sitemap import Sitemap, index, urlset
from hub.seo.text import description_of
from hub.seo.well_known import robots_txt, security_txt

WALL, SNOW = "#8a3324", "#fbfcfa"
"""Colours of the top of every page and of the ground under it, as `pakki.css` has them."""


@for_everybody
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page of every language, or the parts in which they come."""
    pages = Sitemap(front_pages(site_of(request)))
    if pages.part_count == 1:
        return _xml(urlset(pages.part(1)))
    root_url, numbers = _root_url(request), range(1, pages.part_count + 1)
    return _xml(index(f"{root_url}{reverse('sitemap_part', args=[number])}" for number in numbers))


@for_everybody
def sitemap_part(request: HttpRequest, number: str) -> HttpResponse:
    """One part of a large sitemap. Raises Http404 beyond the last one."""
    pages = Sitemap(front_pages(site_of(request)))
    if int(number) > pages.part_count:
        raise Http404
    return _xml(urlset(pages.part(int(number))))


@for_everybody
def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers stay out of the admin and of the search's results, of which there is no end."""
    hidden = [reverse("wagtailadmin_home")]
    for code, _name in settings.LANGUAGES:
        with override(code):
            hidden.append(f"{reverse('search')}?q=")
    return _text(robots_txt(hidden, f"{_root_url(request)}{reverse('sitemap')}"))


@for_everybody
def security(request: HttpRequest) -> HttpResponse:
    """The advice service's address is also the one for weaknesses. Raises Http404 while it has none."""
    site = site_of(request)
    locale = locale_of(settings.LANGUAGE_CODE)
    texts = SiteText.objects.filter(site=site, locale=locale, live=True).first()
    if texts is None:
        raise Http404
    languages = [*(code for code, _name in settings.LANGUAGES), "en"]
    url = f"{_root_url(request)}{reverse('security_txt')}"
    return _text(security_txt(texts.email, url, languages, timezone.now().date()))


@for_everybody
def favicon(request: HttpRequest) -> HttpResponse:
    """The icon for what looks for it without reading the head of a page."""
    return HttpResponse(_favicon(), content_type="image/x-icon")


@lru_cache
def _favicon() -> bytes:
    return Path(str(finders.find("hub/images/favicon.ico"))).read_bytes()


@for_everybody
def manifest(request: HttpRequest) -> HttpResponse:
    """The site as a home screen shows it, in the language of the address."""
    icons = [(name, size) for name in ("icon", "icon-maskable") for size in (192, 512)]
    home = f"/{get_language()}/"
    data = {
        "id": home,
        "name": gettext("Pakki: from association to employer"),
        "short_name": settings.WAGTAIL_SITE_NAME,
        "lang": get_language(),
        "dir": "ltr",
        "start_url": home,
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": WALL,
        "background_color": SNOW,
        "icons": [
            {
                "src": static(f"hub/images/{name}-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "maskable" if "maskable" in name else "any",
            }
            for name, size in icons
        ],
    }
    return JsonResponse(data, content_type="application/manifest+json")


@for_everybody
def newest(request: HttpRequest) -> HttpResponse:
    """The feed of what was published last in the language of the address, whatever its kind."""
    front = readers_front_page(request)
    pages = published().descendant_of(front).filter(locale=front.locale, last_published_at__isnull=False)
    feed = feeds.atom(feeds.newest_feed(), front, root_url_of(front))
    for page in pages.order_by("-last_published_at").specific()[: feeds.ENTRIES]:
        feeds.add_page(feed, page, description_of(page), page.first_published_at or page.last_published_at)
    return feeds.answer(feed)


def _root_url(request: HttpRequest) -> str:
    """The address of the site, by the site's own record and never by what the request says. Raises Http404."""
    site = site_of(request)
    if site is None:
        raise Http404
    return site.root_url


def _text(content: str) -> HttpResponse:
    return HttpResponse(content, content_type="text/plain; charset=utf-8")


def _xml(content: str) -> HttpResponse:
    return HttpResponse(content, content_type="application/xml; charset=utf-8")
