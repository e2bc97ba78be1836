"""Texts of pages for machines: plain, and with nothing in them that XML forbids."""

import re

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text import expand_db_html, get_text_for_indexing

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot carry, not even escaped."""


def description_of(page: Page) -> str:
    """What the page is about, in a sentence or two; empty when nobody has said it."""
    return page.search_description or getattr(page, "lead", "")


def plain_text(html: str) -> str:
    """The words of rich text on one line, with today's numbers where it names facts."""
    shown = expand_db_html(html) if 'linktype="fact"' in html else html
    return " ".join(get_text_for_indexing(shown).split())


def for_xml(text: str) -> str:
    """A text without the characters that XML forbids: one of them, pasted into a title, would break a whole feed."""
    return FORBIDDEN.sub("", text)


def as_html(text: str) -> str:
    """A plain text where HTML is expected, as in the summary of a feed's entry."""
    return escape(for_xml(text))
