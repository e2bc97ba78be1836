"""Numbers as people write them in Finland: 1 000,50, 12,5, 12.5, 12 €, 12 %."""

import re
from decimal import ROUND_HALF_UP, Decimal

SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
NUMBER = re.compile(r"[-\u2212+]?(?:[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:[.,][0-9]+)?")
UNIT = re.compile(r" ?(?:€|%|eur|euroa|euro)$", re.IGNORECASE)
THOUSANDS = re.compile(r"[-\u2212+]?[0-9]{1,3}\.[0-9]{3}")
MOST_CHARACTERS = 40
CENT = Decimal("0.01")


class UnreadableNumberError(ValueError):
    """What was written is no number that could be read in one way only."""


def parse_number(text: str) -> Decimal:
    """The number that somebody has typed, with its sign; a euro or per cent sign after it says nothing more.

    Thousands may be parted by any space, decimals by a comma or a point. 1.000 is refused, for it is a thousand to some
    and one to others; so are exponents and digits of other scripts. Raises UnreadableNumberError.
    """
    if len(text) > MOST_CHARACTERS:
        raise UnreadableNumberError(text[:MOST_CHARACTERS])
    number = UNIT.sub("", SPACES.sub(" ", text).strip())
    if not NUMBER.fullmatch(number) or THOUSANDS.fullmatch(number):
        raise UnreadableNumberError(text)
    return Decimal(number.replace(" ", "").replace("\u2212", "-").replace(",", "."))


def to_cents(amount: Decimal) -> Decimal:
    """An amount of money as it is shown: half a cent goes up."""
    return amount.quantize(CENT, ROUND_HALF_UP)
