"""Facts that tests make themselves."""

import datetime
from typing import Any

from hub.models import Fact, FactValue

YEAR = datetime.date(2026, 1, 1)


def fact_value(amount: str | None = "1.5", valid_from: datetime.date = YEAR, **fields: Any) -> FactValue:
    """A confirmed value without an end, to be checked by the end of 2099."""
    return FactValue(
        amount=amount,
        valid_from=valid_from,
        **{
            "status": "confirmed",
            "check_by": None if fields.get("valid_until") else datetime.date(2099, 12, 31),
            "source_title": "Maksut",
            "source_publisher": "Maksujen virasto",
            "source_url": "https://maksut.example/",
            "retrieved_on": YEAR,
        }
        | fields,
    )


def make_fact(key: str, *values: FactValue, unit: str = "percent", **fields: Any) -> Fact:
    """A published fact; with one value of 1.5 from 2026 on, unless others are given."""
    fact = Fact(
        key=key,
        unit=unit,
        **{"name_fi": "kokeilumaksu", "name_sv": "försöksavgift"} | fields,
        values=list(values) or [fact_value()],
    )
    fact.full_clean()
    fact.save()
    fact.save_revision().publish()
    return fact
