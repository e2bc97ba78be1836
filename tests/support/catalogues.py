"""The message catalogues as they stand in the repository."""

from functools import lru_cache

import polib
from django.utils.functional import Promise

from hub.messages import LOCALE


@lru_cache
def catalogue(language: str) -> dict[str, polib.POEntry]:
    """The entries of a language's catalogue by message id; empty when there is no catalogue."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    return (
        {entry.msgid: entry for entry in polib.pofile(str(path)) if not entry.obsolete}
        if path.exists()
        else {}
    )


def is_translated(message: str, language: str) -> bool:
    """Whether a message has a finished translation."""
    entry = catalogue(language).get(message)
    return entry is not None and entry.translated()


def message_of(text: object) -> str | None:
    """The message id of a lazily translated text, filled in or not; None for a text that is no such thing."""
    while isinstance(text, Promise) and text._args:
        text = text._args[0]
        if isinstance(text, str):
            return text
    return None
