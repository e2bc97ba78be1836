"""What surrounds every page: menus, languages, breadcrumbs, the site's texts. A constant number of queries."""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language_info, gettext, override
from wagtail.models import Locale, Page, Site

from hub.caching.generation import remember
from hub.l10n import links
from hub.l10n.pages import in_readers_language, readers_locale
from hub.models import Menu, SiteText
from hub.models.base import HubPage


class Link(NamedTuple):
    """A link of a menu; the icon is that of the page's kind, or empty for an address elsewhere."""

    text: str
    url: str
    is_current: bool
    icon: str


class MenuLinks(NamedTuple):
    """A menu with its links in the reader's language."""

    title: str
    items: list[Link]


class Language(NamedTuple):
    """A language of the site and where its link leads."""

    code: str
    name: str
    switch: str
    url: str
    is_current: bool
    is_translated: bool


class Crumb(NamedTuple):
    """A step of the way from the front page; the address is empty for the page itself."""

    title: str
    url: str


class Chrome(NamedTuple):
    """Everything around a page's own content."""

    home_url: str
    search_url: str
    main_menu: list[Link]
    footer_menus: list[MenuLinks]
    site_text: SiteText | None
    languages: list[Language]
    breadcrumbs: list[Crumb]
    translations: dict[str, Page]


def chrome_of(request: HttpRequest, page: Page | None) -> Chrome:
    """The surroundings of `page`, or of a view that is no page."""
    locale = readers_locale()
    site = site_of(request)
    around = links.around(page) if page and page.pk else None
    menus = _marked(remember(("menus", site, locale), lambda: _menus(site, locale)), request.path)
    return Chrome(
        home_url=f"/{locale.language_code}/",
        search_url=reverse("search"),
        main_menu=menus[Menu.Kind.MAIN].items if Menu.Kind.MAIN in menus else [],
        footer_menus=[menus[kind] for kind in menus if kind != Menu.Kind.MAIN],
        site_text=remember(
            ("site text", site, locale),
            lambda: SiteText.objects.filter(site=site, locale=locale, live=True).first(),
        ),
        languages=_languages(
            locale.language_code, around.translations if around else {}, request, _carried(request, page)
        ),
        breadcrumbs=_breadcrumbs(page, around),
        translations=around.translations if around else {},
    )


def site_of(request: HttpRequest) -> Site | None:
    """The site that a request is for; None while there is none."""
    address = (request.META.get("HTTP_HOST"), request.get_port())
    request._wagtail_site = remember(  # type: ignore[attr-defined]  # Wagtail keeps its own answer there
        ("site", address), lambda: Site.find_for_request(request)
    )
    return request._wagtail_site  # type: ignore[attr-defined]


def _menus(site: Site | None, locale: Locale) -> dict[str, MenuLinks]:
    """The menus of a site by kind, in the order of the kinds; where the reader is, is not marked yet."""
    menus = {menu.kind: menu for menu in Menu.objects.filter(site=site, locale=locale, live=True)}
    items = [item.value for menu in menus.values() for item in menu.items]
    versions = in_readers_language(value["page"] for value in items if value["page"])

    def link(value) -> Link | None:
        if value["page"] is None:
            return Link(value["text"], value["url"], False, "") if value["url"] else None
        version = versions.get(value["page"].translation_key)
        if version is None:
            return None
        icon = version.specific_class.kind_icon
        return Link(value["text"], version.url, False, icon)

    return {
        kind: MenuLinks(menus[kind].title, [found for i in menus[kind].items if (found := link(i.value))])
        for kind in Menu.Kind.values
        if kind in menus
    }


def _marked(menus: dict[str, MenuLinks], path: str) -> dict[str, MenuLinks]:
    """The menus with the part marked that the reader is in."""
    return {
        kind: menu._replace(
            items=[
                link._replace(is_current=bool(link.icon) and path.startswith(link.url)) for link in menu.items
            ]
        )
        for kind, menu in menus.items()
    }


def _carried(request: HttpRequest, page: Page | None) -> str:
    """What the link to another language takes along of the page's query, with its question mark; or nothing."""
    names = page.carries_query if isinstance(page, HubPage) else ()
    query = {name: request.GET[name] for name in names if name in request.GET}
    return f"?{urlencode(query)}" if query else ""


def _languages(
    current: str, translations: dict[str, Page], request: HttpRequest, carried: str
) -> list[Language]:
    languages = []
    is_search = request.resolver_match and request.resolver_match.url_name == "search" and not translations
    for code, _name in settings.LANGUAGES:
        with override(code):
            switch = gettext("In English")
            if code in translations:
                url = f"{translations[code].url}{carried}"
            elif code == current:
                url = request.path
            elif is_search:
                query = request.GET.get("q", "")
                url = f"{reverse('search')}?{urlencode({'q': query})}" if query else reverse("search")
            else:
                url = f"/{code}/"
                switch = gettext("In English: front page")
            languages.append(
                Language(
                    code,
                    get_language_info(code)["name_local"].capitalize(),
                    switch,
                    url,
                    code == current,
                    code in translations or bool(is_search),
                )
            )
    return languages


def _breadcrumbs(page: Page | None, around: links.Around | None) -> list[Crumb]:
    if page is None or page.depth <= 2 or around is None:
        return []
    return [
        *(Crumb(gettext("Front page") if a.depth == 2 else a.title, a.url) for a in around.ancestors),
        Crumb(page.title, ""),
    ]
