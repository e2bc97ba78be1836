"""What the head of a page says to search engines and link previews: plain data, no markup."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.models import Page

from hub.seo import structured_data
from hub.seo.feeds import Feed
from hub.seo.sharing import Sharing, root_url_of, sharing_of
from hub.seo.text import description_of

if TYPE_CHECKING:
    from hub.models import SiteText
    from hub.models.base import HubPage


class Alternate(NamedTuple):
    """The same page in a language."""

    hreflang: str
    url: str


class Head(NamedTuple):
    """Everything that the head says of a page; addresses are whole, except those of the feeds."""

    title: str
    description: str
    canonical: str
    alternates: list[Alternate]
    sharing: Sharing
    feeds: list[Feed]
    json_ld: SafeString | None


class Surroundings(NamedTuple):
    """What has been read of a page's surroundings already, so that the head asks the database for nothing.

    `translations` are the published versions by language code, `breadcrumbs` pairs of title and address,
    `query` the parameters without which the address would show something else.
    """

    translations: dict[str, Page]
    breadcrumbs: list[tuple[str, str]]
    site_text: "SiteText | None"
    query: Mapping[str, object]


def head_of(page: "HubPage", around: Surroundings) -> Head:
    """The head of a page.

    Alternates are named only where there are at least two, with the default language as x-default; never beside a
    query, because a part of a list has no counterpart.
    """
    address = page.full_url or ""
    return Head(
        title=page.seo_title or page.title,
        description=description_of(page),
        canonical=f"{address}?{urlencode(around.query)}" if address and around.query else address,
        alternates=[] if around.query else alternates_of(page, around.translations),
        sharing=sharing_of(page, around.translations),
        feeds=page.feeds(),
        json_ld=structured_data.as_json_ld(_graph(page, around)) if address else None,
    )


def alternates_of(page: Page, translations: dict[str, Page]) -> list[Alternate]:
    """The published versions of a page for hreflang, those of one language only none."""
    if len(translations) < 2:
        return []
    default = translations.get(settings.LANGUAGE_CODE, page)
    return [
        *(Alternate(code, version.full_url) for code, version in translations.items()),
        Alternate("x-default", default.full_url),
    ]


def _graph(page: "HubPage", around: Surroundings) -> list[dict]:
    """What the page tells of itself, and where it stands; the front page presents the site."""
    root_url = root_url_of(page)
    if around.breadcrumbs:
        where = [structured_data.breadcrumbs(around.breadcrumbs, root_url, page.full_url)]
    else:
        text = around.site_text
        phone = text.phone_href.removeprefix("tel:") if text else ""
        logo = urljoin(root_url, static("hub/images/icon-512.png"))
        where = [
            structured_data.organization(root_url, logo, phone, text.email if text else ""),
            structured_data.website(page, reverse("search")),
        ]
    return [*page.structured_data(), *where]
