"""Template tags of Pakki: thin, the logic is elsewhere."""

import datetime
import re
from functools import lru_cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.template.context import Context
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from hub.chrome import Chrome, chrome_of
from hub.dates import format_day
from hub.facts.texts import filled
from hub.hyphenation import soften
from hub.seo.head import Head, Surroundings, head_of
from hub.timecodes import format_timecode

register = template.Library()

MEGABYTE = 1_000_000
SYMBOL = re.compile(r'<symbol id="([^"]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


@lru_cache
def _symbols() -> dict[str, str]:
    """The drawings of the icon file by name."""
    path = finders.find("hub/icons/ikonit.svg")
    return dict(SYMBOL.findall(Path(str(path)).read_text(encoding="utf-8")))


@register.simple_tag
@lru_cache
def icon(name: str, classes: str = "") -> SafeString:
    """An icon in the text's colour, always beside a word and silent to screen readers."""
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">{}</svg>',
        f"i {classes}".strip(),
        mark_safe(_symbols()[name]),  # noqa: S308  our own drawing
    )


@register.filter
def shy(text: str) -> SafeString:
    """Soft hyphens in the long words of a heading, by the language being read."""
    return conditional_escape(soften(str(text), get_language() or ""))


@register.filter
def facts(text: str) -> str:
    """Keys of facts in braces as today's values: at most 2 020 € per month."""
    return filled(str(text))


@register.filter
def whole_numbers(section: str) -> str:
    """A law's section whose sign stays on the line of its number: 2 luku 4 §."""
    return re.sub(r"(?<=\w) (?=§)|(?<=§) (?=\d)", "\N{NO-BREAK SPACE}", str(section))


@register.filter
def day(date: datetime.date | datetime.datetime) -> str:
    """A date, or the Finnish day of a moment: 3.11.2026."""
    return format_day(timezone.localtime(date) if isinstance(date, datetime.datetime) else date)


@register.filter
def clock(moment: datetime.datetime) -> str:
    """A Finnish time of day: 17.30."""
    return f"{timezone.localtime(moment):%H.%M}"


@register.filter
def timecode(seconds: float) -> str:
    """Seconds as 12:40."""
    return format_timecode(seconds)


@register.filter
def file_size(size: int) -> str:
    """Bytes as a reader thinks of them: whole kilobytes, or megabytes with one decimal."""
    if size < MEGABYTE:
        return gettext("%(size)s kB") % {"size": max(round(size / 1000), 1)}
    return gettext("%(size)s MB") % {"size": number_format(size / MEGABYTE, 1)}


@register.filter
def if_foreign(language: str) -> str:
    """A language code when it is not the language being read, else nothing: for marking what is in another."""
    return "" if language == get_language() else language


@register.simple_tag(takes_context=True)
def chrome(context: Context) -> Chrome:
    """What surrounds the page."""
    return chrome_of(context["request"], context.get("page"))


@register.simple_tag(takes_context=True)
def head_tags(context: Context, surroundings: Chrome) -> Head | None:
    """What the head says of a Wagtail page; None for other views."""
    page = context.get("page")
    if page is None:
        return None
    around = Surroundings(
        translations=surroundings.translations,
        breadcrumbs=[(crumb.title, crumb.url) for crumb in surroundings.breadcrumbs],
        site_text=surroundings.site_text,
        query=context.get("canonical_query") or {},
    )
    return head_of(page, around)
