"""The steps of the path as plain data: what is wrong with them, and the path that answers make of them."""

import datetime
import heapq
from collections.abc import Callable, Sequence
from enum import IntEnum, StrEnum
from typing import NamedTuple

from toolkit import deadlines
from toolkit.deadlines import MOVES, UNITS, Due, Move, Rule
from toolkit.path.answers import Answers, Conditions, allowed_by

Amount = Callable[[str, datetime.date], int | None]
"""The amount of a fact on a day; None where it is not known."""


class Stage(IntEnum):
    """The parts of the path, in order."""

    DECISION = 1
    BEFORE_START = 2
    START = 3
    PAYDAY = 4
    MONTH = 5
    END = 6


STAGES: dict[Rule, Stage] = {
    Rule.BEFORE_DECISION: Stage.DECISION,
    Rule.BEFORE_START: Stage.BEFORE_START,
    Rule.AT_START: Stage.START,
    Rule.AFTER_START: Stage.START,
    Rule.PAYDAY: Stage.PAYDAY,
    Rule.AFTER_PAYDAY: Stage.PAYDAY,
    Rule.NEXT_MONTH: Stage.MONTH,
    Rule.AT_END: Stage.END,
}


class Step(NamedTuple):
    """One step: `after` is the key of the step that comes before it, or empty.

    `fact` is the key of the fact that its rule counts with, and `unit` what that counts; `weeks` before the first
    day is what the project recommends, and counts only in the rules before it.
    """

    key: str
    after: str
    conditions: Conditions
    rule: Rule
    fact: str
    unit: str
    weeks: int

    @property
    def stage(self) -> Stage:
        """The part of the path that it stands in."""
        return STAGES[self.rule]


class Problem(StrEnum):
    """Why steps make no path."""

    SAME_KEY = "same_key"
    UNKNOWN = "unknown"
    CIRCLE = "circle"
    LATER = "later"
    UNREACHABLE = "unreachable"
    NO_FACT = "no_fact"
    NEEDLESS_FACT = "needless_fact"
    WRONG_UNIT = "wrong_unit"


class Found(NamedTuple):
    """A problem and the number of the step, from 0, that has it."""

    number: int
    problem: Problem


def problems_of(steps: Sequence[Step]) -> list[Found]:
    """What is wrong with the steps, at most one thing of each."""
    by_key = {step.key: step for step in steps}
    keys = [step.key for step in steps]
    found = []
    for number, step in enumerate(steps):
        if step.key in keys[:number]:
            problem: Problem | None = Problem.SAME_KEY
        else:
            problem = _problem_of_place(step, by_key) or _problem_of_rule(step)
        if problem:
            found.append(Found(number, problem))
    return found


def _problem_of_place(step: Step, by_key: dict[str, Step]) -> Problem | None:
    if not step.after:
        return None
    if step.after not in by_key:
        return Problem.UNKNOWN
    if _goes_round(step, by_key):
        return Problem.CIRCLE
    earlier = by_key[step.after]
    if earlier.stage > step.stage:
        return Problem.LATER
    if not _meet(earlier.conditions, step.conditions):
        return Problem.UNREACHABLE
    return None


def _goes_round(step: Step, by_key: dict[str, Step]) -> bool:
    """Whether a step comes after itself; those that only lead into a circle are in order."""
    passed: set[str] = set()
    key = step.after
    while key in by_key and key not in passed and key != step.key:
        passed.add(key)
        key = by_key[key].after
    return key == step.key


def _meet(earlier: Conditions, later: Conditions) -> bool:
    """Whether some answers meet both."""
    one, other = allowed_by(earlier), allowed_by(later)
    return all(one[question] & other[question] for question in one.keys() & other.keys())


def _problem_of_rule(step: Step) -> Problem | None:
    units = UNITS.get(step.rule)
    if units is None:
        return Problem.NEEDLESS_FACT if step.fact else None
    if not step.fact:
        return Problem.NO_FACT
    return None if step.unit in units else Problem.WRONG_UNIT


class Planned(NamedTuple):
    """A step of somebody's path: its number in `steps`, and the days that it is due; none where they are not known."""

    number: int
    step: Step
    dues: list[Due]


def plan_of(steps: Sequence[Step], answers: Answers, amount: Amount) -> list[Planned]:
    """The steps that belong to the answers, in order: by part, after what they come after, by date.

    Up to the first day a step is due no later than what comes after it. Steps in a circle are left out.
    """
    shown = {step.key: number for number, step in enumerate(steps) if answers.meet(step.conditions)}
    before = {key: _shown_before(steps[number], steps, shown) for key, number in shown.items()}
    dues = {key: _dues(steps[number], answers, amount) for key, number in shown.items()}
    plan = _in_order(steps, shown, before, dues)
    for key in reversed(plan):
        step, earlier = steps[shown[key]], before[key]
        if earlier and step.stage <= Stage.BEFORE_START and dues[key] and dues[earlier]:
            day = dues[key][0].day
            if day < dues[earlier][0].day:
                dues[earlier] = [Due(day, day)]
    return [
        Planned(shown[key], steps[shown[key]], dues[key]) for key in _in_order(steps, shown, before, dues)
    ]


def all_in_order(steps: Sequence[Step]) -> list[Planned]:
    """All steps without dates, for whoever has not answered yet. Steps in a circle are left out."""
    shown = {step.key: number for number, step in enumerate(steps)}
    before = {step.key: step.after if step.after in shown else "" for step in steps}
    order = _in_order(steps, shown, before, {key: [] for key in shown})
    return [Planned(shown[key], steps[shown[key]], []) for key in order]


def _shown_before(step: Step, steps: Sequence[Step], shown: dict[str, int]) -> str:
    """The nearest step before it that belongs to the path; empty where there is none."""
    by_key = {each.key: each for each in steps}
    passed = {step.key}
    key = step.after
    while key in by_key and key not in shown and key not in passed:
        passed.add(key)
        key = by_key[key].after
    return key if key in shown else ""


def _in_order(
    steps: Sequence[Step], shown: dict[str, int], before: dict[str, str], dues: dict[str, list[Due]]
) -> list[str]:
    followers: dict[str, list[str]] = {}
    for key, earlier in before.items():
        followers.setdefault(earlier, []).append(key)

    def place(key: str) -> tuple[int, datetime.date, int, str]:
        first = dues[key][0].day if dues[key] else datetime.date.min
        return steps[shown[key]].stage, first, shown[key], key

    ready = [place(key) for key in followers.get("", [])]
    heapq.heapify(ready)
    order = []
    while ready:
        key = heapq.heappop(ready)[-1]
        order.append(key)
        for follower in followers.get(key, []):
            heapq.heappush(ready, place(follower))
    return order


def _dues(step: Step, answers: Answers, amount: Amount) -> list[Due]:
    start = answers.start
    match step.rule:
        case Rule.BEFORE_DECISION:
            return [deadlines.before_start(start, step.weeks)] if step.weeks else []
        case Rule.BEFORE_START:
            return [deadlines.before_start(start, step.weeks)]
        case Rule.AT_START:
            return [deadlines.moved(start, MOVES[step.rule])]
        case Rule.AT_END:
            return [deadlines.moved(answers.end, Move.STAYS)] if answers.end else []
        case Rule.AFTER_START:
            count = amount(step.fact, start)
            return [] if count is None else [deadlines.after_start(start, count, step.unit)]
    paid = deadlines.paydays(start, answers.end, answers.payday)
    if step.rule is Rule.PAYDAY:
        return paid
    counted = [(due.day, amount(step.fact, due.day)) for due in paid]
    if step.rule is Rule.AFTER_PAYDAY:
        return [deadlines.after_payday(day, count) for day, count in counted if count is not None]
    return sorted({deadlines.next_month(day, count) for day, count in counted if count is not None})
