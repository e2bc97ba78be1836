"""Numbers inside plain texts: a fact's key in braces stands for its value.

"At most {wage-subsidy-100-months}" becomes "at most 10 months"; with a # after the key only the number is written.
"""

import re

from django.utils import timezone

from hub.facts.figures import Figure, UnknownFactError
from hub.facts.records import published_facts
from hub.facts.wording import amount_of, number_of

IN_BRACES = re.compile(r"\{([a-z0-9-]+)(#?)\}")


def keys_in(text: str) -> list[str]:
    """The keys that a text names."""
    return [key for key, _mark in IN_BRACES.findall(text)]


def filled(text: str) -> str:
    """The text with today's values in the reader's language; a key that no published fact has stays as it is."""
    return IN_BRACES.sub(lambda match: _amount(*match.groups()) or match[0], text) if "{" in text else text


def today(key: str) -> Figure | None:
    """What holds today; None where no published fact has the key, or it has no value yet."""
    try:
        return published_facts().on(key, timezone.localdate())
    except UnknownFactError:
        return None


def _amount(key: str, mark: str) -> str:
    figure = today(key)
    if figure is None or figure.amount is None:
        return ""
    return number_of(figure) if mark else amount_of(figure)
