"""Marking the searched words in a result."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


def highlight(text: str, words: str) -> SafeString:
    """`text` as HTML in which every word that begins with one of the cleaned `words` is marked."""
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words.split()))})\w*", re.IGNORECASE)
    parts: list[str] = []
    end = 0
    for match in pattern.finditer(text):
        parts += [escape(text[end : match.start()]), "<mark>", escape(match[0]), "</mark>"]
        end = match.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308  every part is escaped above
