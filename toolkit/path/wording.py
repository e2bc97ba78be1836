"""The words of the path: questions and answers, parts, rules, and why a date has moved."""

import datetime
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hub.dates import format_day
from hub.facts.figures import Figure
from hub.facts.wording import amount_of, number_of
from toolkit.deadlines import Due, Rule
from toolkit.path.answers import CHOICES, choice_of
from toolkit.path.steps import Problem, Stage, Step

QUESTIONS: dict[str, Any] = {
    "first": _("Is this your first employee?"),
    "way": _("How is the work arranged?"),
    "term": _("How long does the work go on?"),
    "minor": _("Is the employee under age?"),
    "insured": _("Does the association have its employer's insurances already?"),
}
YES_NO: dict[str, Promise] = {"yes": _("Yes"), "no": _("No")}
ANSWERS: dict[str, dict[str, Promise]] = {
    "first": YES_NO,
    "way": {
        "pay": _("We pay the wages ourselves"),
        "subsidy": _("With a wage subsidy"),
        "apprentice": _("As an apprenticeship"),
        "trial": _("As a work trial, which is no employment"),
    },
    "term": {"open": _("Until further notice"), "fixed": _("For a fixed term")},
    "minor": YES_NO,
    "insured": YES_NO,
}
CONDITIONS: dict[str, Promise] = {
    "first=yes": _("The first employee"),
    "first=no": _("Not the first employee"),
    "way=pay": _("Own wages"),
    "way=subsidy": _("Wage subsidy"),
    "way=apprentice": _("Apprenticeship"),
    "way=trial": _("Work trial"),
    "term=open": _("Open-ended job"),
    "term=fixed": _("Fixed-term job"),
    "minor=yes": _("Employee under age"),
    "minor=no": _("Adult employee"),
    "insured=yes": _("Insurances are there already"),
    "insured=no": _("Insurances are still to be taken"),
}
"""The answers as an editor chooses them for a step."""


class RuleChoices(models.TextChoices):
    """The rules as an editor chooses them; the values are those of `toolkit.deadlines.Rule`."""

    BEFORE_DECISION = Rule.BEFORE_DECISION.value, _("Before the decision, weeks before the first day")
    BEFORE_START = Rule.BEFORE_START.value, _("Before the first day, weeks before it")
    AT_START = Rule.AT_START.value, _("On the first day")
    AFTER_START = Rule.AFTER_START.value, _("After the first day, by a fact in days or months")
    PAYDAY = Rule.PAYDAY.value, _("On each payday")
    AFTER_PAYDAY = Rule.AFTER_PAYDAY.value, _("After each payday, by a fact in days")
    NEXT_MONTH = Rule.NEXT_MONTH.value, _("In the month after a payday, on the day that a fact gives")
    AT_END = Rule.AT_END.value, _("When the work ends")


STAGES: dict[Stage, Promise] = {
    Stage.DECISION: _("Before you decide"),
    Stage.BEFORE_START: _("Before the first day"),
    Stage.START: _("When the work begins"),
    Stage.PAYDAY: _("On each payday"),
    Stage.MONTH: _("Each month"),
    Stage.END: _("When the work ends"),
}
PROBLEMS: dict[Problem, Promise] = {
    Problem.SAME_KEY: _("Another step has this key already. Give each step a key of its own."),
    Problem.UNKNOWN: _("No step has the key %(after)s. Write the key of a step of this page."),
    Problem.CIRCLE: _("The steps go round in a circle: this one comes after itself. Take away one “after”."),
    Problem.LATER: _("The step %(after)s has a later deadline than this one, so this cannot come after it."),
    Problem.UNREACHABLE: _(
        "Nobody can reach this step: no answers show both it and the step that it comes after. "
        "Change the conditions."
    ),
    Problem.NO_FACT: _("This rule counts with a fact. Choose the fact that says how many days."),
    Problem.NEEDLESS_FACT: _("This rule counts with no fact. Take the fact away or choose another rule."),
    Problem.WRONG_UNIT: _("This rule cannot count with the fact: it counts something else than the rule."),
}
"""What is wrong with a step, for its editor; `after` is the key of the step before it."""

MOVED: dict[Rule, Promise] = {
    Rule.BEFORE_DECISION: _("Offices are closed on %(day)s, so the date is earlier."),
    Rule.BEFORE_START: _("Offices are closed on %(day)s, so the date is earlier."),
    Rule.AFTER_START: _("%(day)s is no working day, and no law gives more time towards an employee."),
    Rule.PAYDAY: _("Banks do not pay on %(day)s, so by law wages are due on the working day before."),
    Rule.AFTER_PAYDAY: _("%(day)s is no working day, so by law the next one is in time."),
    Rule.NEXT_MONTH: _("%(day)s is no working day, so by law the next one is in time."),
}
"""Why a date has moved from the day that its rule gives."""


def condition_choices() -> list[tuple[str, Promise]]:
    """All answers that a step may depend on, in the order of the questions."""
    stored = [choice_of(question, answer) for question, answers in CHOICES.items() for answer in answers]
    return [(each, CONDITIONS[each]) for each in stored]


def day_of(day: datetime.date) -> str:
    """A day with its weekday: maanantai 11.1.2027."""
    return f"{date_format(day, 'l')} {format_day(day)}"


def why_moved(rule: Rule, due: Due) -> str:
    """Why a date is not the day that its rule gives; empty where it is."""
    return gettext(str(MOVED[rule])) % {"day": format_day(due.counted)} if due.is_moved else ""


def rule_of(step: Step, figure: Figure | None) -> str:
    """A step's rule in words; `figure` is what its fact says, None where that is not known."""
    words = {"amount": figure and amount_of(figure), "number": figure and number_of(figure)}
    match step.rule:
        case Rule.BEFORE_DECISION | Rule.BEFORE_START if step.weeks:
            text = ngettext(
                "Our advice: %(count)s week before the first day",
                "Our advice: %(count)s weeks before the first day",
                step.weeks,
            )
            return text % {"count": step.weeks}
        case Rule.BEFORE_DECISION:
            return gettext("Before anything is decided")
        case Rule.BEFORE_START:
            return gettext("Before the first day")
        case Rule.AT_START:
            return gettext("On the first day")
        case Rule.PAYDAY:
            return gettext("On each payday")
        case Rule.AT_END:
            return gettext("When the work ends")
    if figure is None:
        return gettext("We do not know the time limit now. Ask the authority.")
    match step.rule:
        case Rule.AFTER_START:
            return gettext("At the latest %(amount)s after the first day") % words
        case Rule.AFTER_PAYDAY:
            return gettext("At the latest %(amount)s after the payday") % words
        case _:
            return gettext("At the latest on day %(number)s of the month after the payday") % words
