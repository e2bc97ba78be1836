"""How many results the calculator counts in a second on one core, in pure Python."""

import datetime
import itertools
import time
from collections.abc import Iterator
from decimal import Decimal

import yaml

from benchmarks.servers import ROOT
from hub.facts.figures import Facts, Figure, Source, Status
from toolkit.hiring_cost.calculation import calculate
from toolkit.hiring_cost.plan import Ground, Plan

SECONDS = 3
DAY = datetime.date(2026, 1, 1)


def plans() -> Iterator[Plan]:
    """A year's plans that differ in pay, working time and ground, over two years' rates, without an end."""
    grounds = itertools.cycle(Ground)
    for number, ground in zip(itertools.count(), grounds, strict=False):
        yield Plan(
            start=datetime.date(2026, 1 + number % 12, 1 + number % 28),
            months=12,
            pay=Decimal(1000 + number % 2000),
            share=Decimal(40 + number % 60) / 100,
            ground=ground,
            payroll=Decimal(20_000),
        )


def facts() -> Facts:
    """The starter facts, read from their file."""
    listing = yaml.safe_load((ROOT / "home" / "starter" / "facts.yaml").read_text(encoding="utf-8"))
    source = Source("", "", "", DAY)
    return Facts(
        Figure(
            number,
            fact["key"],
            fact["unit"],
            Decimal(value["amount"]) if "amount" in value else None,
            value["from"],
            value.get("until"),
            Status(value["status"]),
            source,
            fact["name"],
            {},
            value.get("check_by"),
        )
        for number, fact in enumerate(listing["facts"])
        for value in fact["values"]
    )


def results_per_second() -> float:
    """Over some seconds of one core's time."""
    known = facts()
    begun = time.process_time()
    for count, plan in enumerate(plans(), start=1):
        calculate(plan, known, DAY)
        if (spent := time.process_time() - begun) >= SECONDS:
            return count / spent
    raise AssertionError("plans have no end")


def print_calculator() -> None:
    """A line of the results."""
    print(f"\n## Calculator\n\n{results_per_second():.0f} results of a year a second and core (target: 200).")


if __name__ == "__main__":
    print_calculator()
