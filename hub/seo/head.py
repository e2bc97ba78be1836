"""What the head of a page says to search engines: plain data, no markup."""

from typing import NamedTuple

from django.conf import settings
from wagtail.models import Page


class Alternate(NamedTuple):
    """The same page in a language."""

    hreflang: str
    url: str


class Head(NamedTuple):
    """Title, description and addresses of a page."""

    title: str
    description: str
    canonical: str
    alternates: list[Alternate]


def head_of(page: Page, translations: dict[str, Page]) -> Head:
    """The head of a Wagtail page; `translations` are its published versions by language code.

    Alternates are named only where there are at least two, with the default language as x-default.
    """
    alternates = [Alternate(code, version.full_url) for code, version in translations.items()]
    if len(alternates) > 1:
        default = translations.get(settings.LANGUAGE_CODE, page)
        alternates.append(Alternate("x-default", default.full_url))
    else:
        alternates = []
    return Head(
        title=page.seo_title or page.title,
        description=page.search_description or getattr(page, "lead", ""),
        canonical=page.full_url or "",
        alternates=alternates,
    )
