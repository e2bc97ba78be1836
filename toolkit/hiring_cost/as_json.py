"""A result for machines. The names are documented in docs/calculator.md and do not change; sums are texts."""

import datetime
from decimal import Decimal
from typing import Any

from django.forms import Form

from hub.facts.figures import Figure
from hub.numbers import to_cents
from toolkit.hiring_cost.calculation import Line, Month, Result


def plans_as_json(results: list[Result]) -> dict[str, Any]:
    """All plans of an address."""
    return {"plans": [_result(result) for result in results]}


def errors_as_json(form: Form) -> dict[str, list[str]]:
    """What could not be read, by parameter, in the language of the address."""
    return {name: [str(error) for error in errors] for name, errors in form.errors.items()}


def _result(result: Result) -> dict[str, Any]:
    plan = result.plan
    return {
        "plan": {
            "start": _day(plan.start),
            "months": plan.months,
            "pay": _sum(plan.pay),
            "share_of_full_time": None if plan.share is None else f"{plan.share.quantize(Decimal('0.0001'))}",
            "hours_per_week": None if plan.hours is None else _sum(plan.hours),
            "ground": plan.ground.value,
        },
        "cost": _sum(result.cost),
        "subsidy": _sum(result.subsidy),
        "supplement": _sum(result.supplement),
        "net": _sum(result.net),
        "net_per_month": _sum(result.net / result.parts),
        "cost_per_hour": None if result.cost_per_hour is None else _sum(result.cost_per_hour),
        "paid_before_first_subsidy": _sum(result.paid_first),
        "cash_gap": _sum(result.cash_gap),
        "lines": [_line(line) for line in result.lines],
        "months": [_month(month) for month in result.months],
        "subsidy_of_whole_month": result.worked
        and {
            "eligible_pay": _sum(result.worked.eligible),
            "by_share": _sum(result.worked.by_share),
            "cap": _sum(result.worked.cap),
            "amount": _sum(result.worked.amount),
            "set_by": result.worked.bound.value,
        },
        "issues": [
            {
                "code": found.issue.value,
                "is_stop": found.is_stop,
                "facts": [_figure(figure) for figure in found.figures],
            }
            for found in result.issues
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "item": line.item.value,
        "from": _day(line.first),
        "until": _day(line.last),
        "percent": None if line.rate.percent is None else f"{line.rate.percent.normalize():f}",
        "base": _sum(line.base),
        "amount": _sum(line.amount),
        "is_outdated": line.rate.is_outdated,
        "not_due": line.rate.not_due and line.rate.not_due.value,
        "facts": [_figure(figure) for figure in line.rate.figures],
    }


def _month(month: Month) -> dict[str, Any]:
    return {
        "from": _day(month.first),
        "until": _day(month.last),
        "amounts": {item.value: _sum(amount) for item, amount in month.amounts.items() if amount},
        "cost": _sum(month.cost),
        "subsidy": _sum(month.subsidy),
        "supplement": _sum(month.supplement),
        "net": _sum(month.net),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "key": figure.key,
        "amount": None if figure.amount is None else f"{figure.amount.normalize():f}",
        "unit": figure.unit,
        "valid_from": _day(figure.valid_from),
        "valid_until": figure.valid_until and _day(figure.valid_until),
        "status": figure.status.value,
        "source": {
            "title": figure.source.title,
            "publisher": figure.source.publisher,
            "url": figure.source.url,
        },
    }


def _sum(amount: Decimal) -> str:
    return f"{to_cents(amount):f}"


def _day(day: datetime.date) -> str:
    return day.isoformat()
