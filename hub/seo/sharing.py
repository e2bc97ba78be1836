"""What a link to a page looks like where somebody shares it."""

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext
from wagtail.models import Page

if TYPE_CHECKING:
    from hub.models.base import HubPage

DRAWN = ("fi", "sv")
"""Languages for which `scripts.pictures` has drawn a picture; others get that of the default language."""


class Picture(NamedTuple):
    """The picture beside a shared link; its size is None where it is not known."""

    url: str
    width: int | None
    height: int | None
    alt: str


class Sharing(NamedTuple):
    """The Open Graph data of a page that its title, description and address do not tell."""

    kind: str
    picture: Picture
    locale: str
    other_locales: list[str]


def sharing_of(page: "HubPage", translations: dict[str, Page]) -> Sharing:
    """How a page is shown when shared; `translations` are its published versions by language code."""
    language = page.locale.language_code
    return Sharing(
        kind=page.share_kind,
        picture=picture_of(page),
        locale=territory(language),
        other_locales=[territory(code) for code in translations if code != language],
    )


def picture_of(page: "HubPage") -> Picture:
    """The page's own picture, or the one that Pakki has drawn for its language; always with a whole address."""
    picture = page.share_picture() or _drawn(page.locale.language_code)
    return picture._replace(url=urljoin(root_url_of(page), picture.url))


def root_url_of(page: Page) -> str:
    """The address of the page's site without a slash at the end; empty for a page outside of every site."""
    parts = page.get_url_parts()
    return (parts and parts[1]) or ""


def territory(language: str) -> str:
    """A language as Open Graph names it: all of Pakki's are written as in Finland."""
    return f"{language}_FI"


def _drawn(language: str) -> Picture:
    name = language if language in DRAWN else settings.LANGUAGE_CODE
    alt = gettext("Pakki: a toolbox under the window of a village hall")
    return Picture(static(f"hub/images/share-{name}.png"), 1200, 630, alt)
