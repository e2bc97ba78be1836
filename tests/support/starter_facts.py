"""The starter facts as plain data, for tests of what counts with them."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

import yaml
from django.conf import settings

from hub.facts.figures import Facts, Figure, Source, Status

FILE = settings.BASE_DIR / "home" / "starter" / "facts.yaml"


@lru_cache
def figures() -> tuple[Figure, ...]:
    """Every value of every fact in the file."""
    listing = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(
        Figure(
            fact_id=number,
            key=fact["key"],
            unit=fact["unit"],
            amount=Decimal(value["amount"]) if "amount" in value else None,
            valid_from=value["from"],
            valid_until=value.get("until"),
            status=Status(value["status"]),
            source=Source("Lähde", "Julkaisija", "", datetime.date(2026, 11, 24)),
            names=fact["name"],
            notes={"fi": "", "sv": ""},
            check_by=value.get("check_by"),
        )
        for number, fact in enumerate(listing["facts"], start=1)
        for value in fact["values"]
    )


def starter_facts(without: Iterable[str] = ()) -> Facts:
    """The facts of the file, but those of the keys `without`."""
    left_out = set(without)
    return Facts(figure for figure in figures() if figure.key not in left_out)
