"""Feeds: how a page announces them, and what makes an entry."""

import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, RssFeed, SyndicationFeed
from django.utils.translation import gettext
from wagtail.models import Page

from hub.seo.text import as_html, for_xml

ATOM = "application/atom+xml"
ENTRIES = 30
"""How many entries a feed has at most."""


class Feed(NamedTuple):
    """A feed as the head of a page names it."""

    title: str
    url: str
    type: str


def newest_feed() -> Feed:
    """What is new or has changed in the reader's language."""
    return Feed(gettext("Pakki: new and changed pages"), reverse("newest_feed"), ATOM)


def urn(translation_key: UUID, language: str) -> str:
    """A name for a page in a language that no edit, new address or new host changes."""
    return uuid5(translation_key, language).urn


def atom(feed: Feed, front: Page, root_url: str) -> Atom1Feed:
    """An empty feed in the language of the front page `front`."""
    url = f"{root_url}{feed.url}"
    return Atom1Feed(
        title=feed.title,
        link=front.full_url,
        description="",
        language=front.locale.language_code,
        author_name=settings.WAGTAIL_SITE_NAME,
        feed_url=url,
        feed_guid=url,
    )


def add_page(feed: SyndicationFeed, page: Page, summary: str, published: datetime.datetime, **extra) -> None:
    """Add a page that is in the feed's language; the summary is plain text, `extra` goes to `add_item` as it is."""
    feed.add_item(
        title=for_xml(page.title),
        link=page.full_url,
        description=as_html(summary),
        unique_id=urn(page.translation_key, feed.feed["language"]),
        unique_id_is_permalink=False,
        pubdate=published,
        updateddate=page.last_published_at or published,
        **extra,
    )


def answer(feed: Atom1Feed | RssFeed) -> HttpResponse:
    """The feed as a response."""
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
