"""What an employment costs, written from the texts of the law with none of our code: day by day, in fractions.

Employees Pensions Act (395/2006), Health Insurance Act (1224/2004), Act on the Financing of Unemployment Benefits
(555/1998), Occupational Accidents Act (459/2015), Act on the Organisation of Employment Services (380/2023). A month's
pay is spread over its days; each day bears that year's rates. The subsidy of a month is the smallest of its share,
its cap by days, and the cost of the hours that count.
"""

import datetime
from fractions import Fraction
from typing import NamedTuple

RATES = {
    2025: {"pension": "17.38", "health": "1.87", "unemployment": "0.20", "accident": "0.57"},
    2026: {"pension": "17.10", "health": "1.91", "unemployment": "0.31", "accident": "0.51"},
}
"""Per cent of pay, as the Ministry and the insurers give them; 2027 is not published, so that 2026 stands in for it."""
SUBSIDY = {"50": ("50", 1260, 10), "70": ("70", 1770, 24), "100": ("100", 2020, 10), "55": ("70", 1770, 10)}
"""Per cent, € a month, months."""


class Told(NamedTuple):
    """What the oracle says in all, in euros."""

    cost: Fraction
    subsidy: Fraction


def days_of_month(day: datetime.date) -> int:
    following = (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return (following - day.replace(day=1)).days


def tell(
    start: datetime.date,
    end: datetime.date,
    pay: str,
    leave: str,
    *,
    ground: str = "none",
    share: Fraction = Fraction(1),
    subsidised_until: datetime.date | None = None,
) -> Told:
    """The cost from the first to the last day, and the subsidy."""
    cost, subsidy = Fraction(0), Fraction(0)
    month_cost: dict[tuple[int, int], list[Fraction]] = {}
    day = start
    while day <= end:
        rates = RATES[min(day.year, 2026)]
        of_day = Fraction(pay) / days_of_month(day)
        wages = of_day * (1 + Fraction(leave) / 100)
        price = wages * (1 + sum(Fraction(rate) for rate in rates.values()) / 100)
        cost += price
        if ground != "none" and (subsidised_until is None or day <= subsidised_until):
            sums = month_cost.setdefault((day.year, day.month), [Fraction(0), Fraction(0), Fraction(0)])
            sums[0] += of_day
            sums[1] += price
            sums[2] += Fraction(1, days_of_month(day))
        day += datetime.timedelta(days=1)
    for earned, price, part in month_cost.values():
        percent, cap, _months = SUBSIDY[ground]
        counted = min(Fraction(1), Fraction(65, 100) / share) if ground == "100" else Fraction(1)
        raised = Fraction(123, 100) if ground == "100" else Fraction(1)
        subsidy += min(
            earned * counted * raised * Fraction(percent) / 100, Fraction(cap) * part, price * counted
        )
    return Told(cost, subsidy)
