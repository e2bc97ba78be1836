"""The path as a page and a calendar show it."""

import datetime
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.utils import timezone
from django.utils.translation import gettext

from hub.facts.figures import Figure, State, UnknownFactError
from hub.facts.records import published_facts
from hub.facts.texts import filled
from hub.facts.wording import amount_of, in_language, name_of, years_of
from toolkit.deadlines import Rule
from toolkit.path.answers import Answers
from toolkit.path.blocks import PathStepValue
from toolkit.path.ics import Entry
from toolkit.path.steps import Planned, all_in_order, plan_of
from toolkit.path.wording import STAGES, day_of, rule_of, why_moved

PLAIN = {Rule.AT_START, Rule.PAYDAY, Rule.AT_END}
"""The rules that the heading of their part tells whole."""


class ShownStep(NamedTuple):
    """A step as the page shows it: its number, its block's value, its rule and days in words.

    `dates` are all its days, `moved` says why the first is not the day that the rule gives.
    """

    number: int
    value: PathStepValue
    rule: str
    dates: list[str]
    moved: str
    is_past: bool
    figure: Figure | None

    @property
    def by_when(self) -> str:
        """The first day, or the rule where there is none."""
        return self.dates[0] if self.dates else self.rule

    @property
    def note(self) -> str:
        """The rule beside its day, where it says more than the heading of its part."""
        return self.rule if self.dates and self.value.step.rule not in PLAIN else ""


class Part(NamedTuple):
    """One part of the path with its steps."""

    key: str
    title: str
    steps: list[ShownStep]


def parts_of(values: Sequence[PathStepValue], answers: Answers | None) -> list[Part]:
    """The steps that belong to the answers, part by part and numbered throughout; all steps without answers."""
    steps = [value.step for value in values]
    plan = plan_of(steps, answers, amount_on) if answers else all_in_order(steps)
    day = answers.start if answers else timezone.localdate()
    shown = [_shown(number, planned, values, day) for number, planned in enumerate(plan, start=1)]
    return [
        Part(stage.name.lower(), str(STAGES[stage]), [each for each, _planned in group])
        for stage, group in groupby(zip(shown, plan, strict=True), key=lambda pair: pair[1].step.stage)
    ]


def entries_of(values: Sequence[PathStepValue], answers: Answers, key: str, address: str) -> list[Entry]:
    """The dates of a path for a calendar. `key` and a step's own key name an entry, whatever its day."""
    host = urlsplit(address).hostname
    plan = plan_of([value.step for value in values], answers, amount_on)
    return [
        Entry(
            uid=f"{key}-{planned.step.key}-{time}@{host}",
            day=due.day,
            title=values[planned.number]["title"],
            text=_text_of(values[planned.number], address),
            url=address,
        )
        for planned in plan
        for time, due in enumerate(planned.dues, start=1)
    ]


def amount_on(key: str, day: datetime.date) -> int | None:
    """What a fact says on a day as a whole number; None where it says nothing."""
    figure = figure_on(key, day)
    return None if figure is None or figure.amount is None else int(figure.amount)


def figure_on(key: str, day: datetime.date) -> Figure | None:
    """What a fact says on a day; None where there is no published value for it."""
    try:
        return published_facts().on(key, day)
    except UnknownFactError:
        return None


def figures_of(parts: list[Part]) -> list[dict]:
    """The numbers that the dates rest on, each once, for the ledger under them."""
    figures = {shown.figure.key: shown.figure for part in parts for shown in part.steps if shown.figure}
    today = timezone.localdate()
    return [
        {
            "statement": gettext("%(name)s: %(amount)s")
            % {"name": name_of(figure), "amount": amount_of(figure)},
            "year": years_of(figure),
            "figure": figure,
            "is_to_check": figure.state_on(today) is not State.CONFIRMED,
            "note": in_language(figure.notes),
        }
        for figure in figures.values()
    ]


def _shown(number: int, planned: Planned, values: Sequence[PathStepValue], day: datetime.date) -> ShownStep:
    step, dues = planned.step, planned.dues
    figure = figure_on(step.fact, day) if step.fact else None
    return ShownStep(
        number=number,
        value=values[planned.number],
        rule=rule_of(step, figure),
        dates=[day_of(due.day) for due in dues],
        moved=why_moved(step.rule, dues[0]) if dues else "",
        is_past=len(dues) == 1 and dues[0].day < timezone.localdate(),
        figure=figure,
    )


def _text_of(value: PathStepValue, address: str) -> str:
    """What a calendar says under the title: why, who, the guide and the form, and the way back to the path."""
    who = gettext("Who: %(who)s") % {"who": ", ".join(value.doers)}
    pages = [f"{page.title}: {urljoin(address, page.url)}" for page in value.pages]
    return "\n".join([filled(value["why"]), who, *pages, address])
