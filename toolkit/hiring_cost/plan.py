"""What an association plans: the input of the calculator."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

WEEKS_IN_MONTH = Decimal(52) / 12
"""Turns hours a week into hours a month."""


class Ground(StrEnum):
    """On what ground wage subsidy is applied for; 55 is the employment subsidy for people who have turned 55."""

    NONE = "none"
    SKILLS = "50"
    ABILITY = "70"
    ASSOCIATION = "100"
    AGE = "55"


class PensionEmployer(StrEnum):
    """How the association is insured for its employees' pensions."""

    AVERAGE = "average"
    CONTRACT = "contract"
    TEMPORARY = "temporary"


@dataclass(frozen=True)
class Plan:
    """One employment as it is planned. Sums are euros, rates per cent, hours by the week; None is not known.

    `pay` is for a whole month before taxes, `share` the part of full working time (1 is full), `payroll` the yearly
    wages of the others, `unemployed` months within the time that the subsidy looks back on, `once` what is paid at
    the beginning only, and `lag` the months after which a subsidy is paid. `supplement` is a local support by the
    month, for `supplement_months`, and `granted` the months of a subsidy that has been decided; None counts with the
    longest time of its ground. A rate of None is the average of the facts.
    """

    start: datetime.date
    months: int
    pay: Decimal
    share: Decimal | None = None
    hours: Decimal | None = None
    age: int | None = None
    employer: PensionEmployer = PensionEmployer.AVERAGE
    pension_rate: Decimal | None = None
    accident_rate: Decimal | None = None
    has_group_life: bool = False
    holiday_bonus: Decimal = Decimal(0)
    leave_compensation: Decimal | None = None
    health_care: Decimal = Decimal(0)
    other: Decimal = Decimal(0)
    once: Decimal = Decimal(0)
    payroll: Decimal | None = None
    ground: Ground = Ground.NONE
    unemployed: int | None = None
    granted: int | None = None
    is_business: bool = False
    had_subsidy: bool = False
    supplement: Decimal = Decimal(0)
    supplement_months: int | None = None
    lag: int = 2
