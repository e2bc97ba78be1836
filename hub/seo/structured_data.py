"""What search engines read of a page: schema.org data as plain dicts, and those as JSON-LD."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from hub.seo.sharing import picture_of, root_url_of
from hub.seo.text import description_of

if TYPE_CHECKING:
    from hub.models.base import HubPage

SCHEMA = "https://schema.org"
UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What could end the script element that holds the JSON, as the escapes that JSON has for it."""


def as_json_ld(items: list[dict]) -> SafeString:
    """The items as the content of one script element; a title cannot end the element."""
    graph = json.dumps({"@context": SCHEMA, "@graph": items}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(graph.translate(UNSAFE))  # noqa: S308  escaped


def filled(item: dict[str, Any]) -> dict[str, Any]:
    """The item without the properties that are empty."""
    return {name: value for name, value in item.items() if value not in (None, "", [], {})}


def publisher(root_url: str) -> dict:
    """Who publishes what is on the site; the same node on every page."""
    return {
        "@type": "Organization",
        "@id": f"{root_url}/#organization",
        "name": settings.WAGTAIL_SITE_NAME,
        "url": f"{root_url}/",
    }


def organization(root_url: str, logo: str, phone: str, email: str) -> dict:
    """The publisher with its mark and with where to reach it."""
    contact = filled({"telephone": phone, "email": email})
    return {**publisher(root_url), "logo": logo, "areaServed": "FI", **contact}


def website(page: Page, search_url: str) -> dict:
    """The whole site in the language of its front page `page`, with its search."""
    root_url = root_url_of(page)
    return {
        "@type": "WebSite",
        "@id": f"{page.full_url}#website",
        "url": page.full_url,
        "name": settings.WAGTAIL_SITE_NAME,
        "description": description_of(page),
        "inLanguage": page.locale.language_code,
        "publisher": {"@id": publisher(root_url)["@id"]},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{root_url}{search_url}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(steps: Iterable[tuple[str, str]], root_url: str, page_url: str) -> dict:
    """The way from the front page: titles with addresses, that of the page itself empty."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": title,
                "item": f"{root_url}{url}" if url else page_url,
            }
            for position, (title, url) in enumerate(steps, start=1)
        ],
    }


def work(page: "HubPage", kind: str) -> dict:
    """What every kind of writing tells of itself: address, language, dates, picture, publisher."""
    return filled(
        {
            "@type": kind,
            "@id": f"{page.full_url}#{kind.lower()}",
            "url": page.full_url,
            "name": page.title,
            "description": description_of(page),
            "inLanguage": page.locale.language_code,
            "datePublished": page.first_published_at and page.first_published_at.isoformat(),
            "dateModified": page.last_published_at and page.last_published_at.isoformat(),
            "image": picture_of(page).url,
            "publisher": publisher(root_url_of(page)),
        }
    )


def article(page: "HubPage") -> dict:
    """A text to read; Pakki signs it, as no page names its writers."""
    data = work(page, "Article")
    return {**data, "headline": page.title, "author": data["publisher"]}
