"""The municipalities of Finland in 2026 and the employment areas that they belong to."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "municipalities.csv"
"""Statistics Finland's classification (CC BY 4.0), by way of geofi 1.2.1 (BSD-2-Clause, its licence stands beside)."""


class Area(NamedTuple):
    """An employment area; its number is a text, as in Statistics Finland's classification."""

    code: str
    names: dict[str, str]


class Municipality(NamedTuple):
    """A municipality under its three digits, with leading zeros."""

    code: str
    names: dict[str, str]
    area: Area


@cache
def municipalities() -> dict[str, Municipality]:
    """All municipalities by code."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Municipality(
                row["code"],
                {"fi": row["name_fi"], "sv": row["name_sv"]},
                Area(row["area_code"], {"fi": row["area_name_fi"], "sv": row["area_name_sv"]}),
            )
            for row in csv.DictReader(file)
        }


@cache
def areas() -> dict[str, Area]:
    """All employment areas by code."""
    return {place.area.code: place.area for place in municipalities().values()}
