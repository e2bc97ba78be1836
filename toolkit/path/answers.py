"""The questions of the path, fixed in code, and what somebody has answered."""

import datetime
from hashlib import blake2b
from typing import NamedTuple

CHOICES: dict[str, tuple[str, ...]] = {
    "first": ("yes", "no"),
    "way": ("pay", "subsidy", "apprentice", "trial"),
    "term": ("open", "fixed"),
    "minor": ("yes", "no"),
    "insured": ("yes", "no"),
}
"""The answers of each question that steps may depend on: the association's first employee, how the work is arranged,
an open-ended or fixed-term job, an employee under 18, and whether the association has its insurances already."""

Conditions = frozenset[tuple[str, str]]
"""Question and answer. Of one question any of the answers will do; all the questions named must agree."""


class Answers(NamedTuple):
    """What somebody has answered. `chosen` has an answer of `CHOICES` for each question; `payday` is 1 to 31."""

    chosen: dict[str, str]
    start: datetime.date
    end: datetime.date | None
    payday: int

    def meet(self, conditions: Conditions) -> bool:
        """Whether a step with these conditions belongs to the path."""
        return all(self.chosen[question] in allowed for question, allowed in allowed_by(conditions).items())

    @property
    def key(self) -> str:
        """A name for these answers, which says nothing of who gave them."""
        text = f"{sorted(self.chosen.items())} {self.start} {self.end} {self.payday}"
        return blake2b(text.encode(), digest_size=6).hexdigest()


def allowed_by(conditions: Conditions) -> dict[str, set[str]]:
    """By question the answers that will do; only of the questions that are named."""
    allowed: dict[str, set[str]] = {}
    for question, answer in conditions:
        allowed.setdefault(question, set()).add(answer)
    return allowed


def choice_of(question: str, answer: str) -> str:
    """A question and its answer as one word, as blocks store it."""
    return f"{question}={answer}"


def conditions_of(stored: list[str]) -> Conditions:
    """Conditions from what blocks store; what is no answer any more is left out."""
    known = {choice_of(question, answer) for question, answers in CHOICES.items() for answer in answers}
    return frozenset(
        (question, answer) for question, _, answer in (s.partition("=") for s in stored if s in known)
    )
