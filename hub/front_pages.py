"""The front pages of a site: without one, nothing in its language can be read."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site

from hub.chrome import site_of
from hub.l10n.pages import published


def front_pages(site: Site | None) -> dict[str, Page]:
    """The published front pages of a site by language code, of the languages in LANGUAGES."""
    roots = [root.root_path for root in Site.get_site_root_paths() if site and root.site_id == site.pk]
    slugs = [
        root.rstrip("/").rpartition("/")[2] for root in roots
    ]  # They have an index, the path of slugs has none.
    codes = [code for code, _name in settings.LANGUAGES]
    pages = published().filter(url_path__in=roots, slug__in=slugs, locale__language_code__in=codes)
    return {page.locale.language_code: page for page in pages.select_related("locale")}


def readers_front_page(request: HttpRequest) -> Page:
    """The front page in the language of the address. Raises Http404 where it is not published."""
    try:
        return front_pages(site_of(request))[get_language() or ""]
    except KeyError:
        raise Http404 from None
