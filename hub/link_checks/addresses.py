"""Finding the addresses elsewhere in what a record stores. Pure."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

INVENTED = ".example"
"""The end of names that nobody can have (RFC 2606): those of invented associations."""
WHOLE = re.compile(r"https?://\S+", re.IGNORECASE)
IN_RICH_TEXT = re.compile(r"""<a\s[^>]*?\bhref=["'](https?://[^"'\s]+)["']""", re.IGNORECASE)


def addresses_in(stored: object) -> Iterator[str]:
    """The addresses in a stored value, at any depth: texts that are one, and links inside rich text.

    An address that stands in running text is no link and is left out, and so is one with an invented name.
    """
    match stored:
        case dict():
            for value in stored.values():
                yield from addresses_in(value)
        case list():
            for value in stored:
                yield from addresses_in(value)
        case str():
            found = [stored] if WHOLE.fullmatch(stored) else map(unescape, IN_RICH_TEXT.findall(stored))
            yield from (without_fragment(address) for address in found if not _is_invented(address))


def without_fragment(address: str) -> str:
    """The address that a server is asked for: what follows # stays in the browser."""
    return address.partition("#")[0]


def _is_invented(address: str) -> bool:
    try:
        return (urlsplit(address).hostname or "").endswith(INVENTED)
    except ValueError:
        return False
