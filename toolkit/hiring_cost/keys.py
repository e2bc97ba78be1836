"""The facts that the calculator counts with."""

from toolkit.hiring_cost.plan import Ground
from toolkit.hiring_cost.rates import OWN_EMPLOYEES_SHARE, WHOLE_PENSION
from toolkit.hiring_cost.subsidy import MONTHS_OF

KEYS = (
    "tyel-employer-average",
    *WHOLE_PENSION.values(),
    OWN_EMPLOYEES_SHARE,
    "tyel-earnings-limit",
    *(
        f"{name}-age-{end}"
        for name in ("tyel", "health-insurance", "unemployment")
        for end in ("from", "until")
    ),
    "health-insurance-employer",
    "unemployment-employer",
    "unemployment-employer-above-limit",
    "unemployment-payroll-limit",
    "unemployment-wages-limit",
    "accident-average",
    "accident-wages-limit",
    "group-life-average",
    "leave-compensation-typical",
    *(
        f"wage-subsidy-{ground}-{term}"
        for ground in Ground
        if ground is not Ground.NONE
        for term in ("share", "cap")
    ),
    *MONTHS_OF.values(),
    "wage-subsidy-100-working-time",
    "wage-subsidy-100-factor",
    *(
        f"wage-subsidy-{ground}-unemployed{end}"
        for ground in (Ground.ASSOCIATION, Ground.AGE)
        for end in ("", "-within")
    ),
    "wage-subsidy-55-age",
    "wage-subsidy-55-hours",
    "wage-subsidy-earlier-years",
    "de-minimis-ceiling",
    "de-minimis-years",
    "subsidised-work-counts",
)
"""All keys; each must be in the starter facts."""
