"""The six fixed steps of the path from idea to first pay slip: the same words everywhere."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """Where on the path a guide belongs."""

    NEED = "need", _("Need")
    MONEY = "money", _("Money")
    RECRUITMENT = "recruitment", _("Recruitment")
    CONTRACT = "contract", _("Contract")
    START = "start", _("Start")
    PAY = "pay", _("Pay")


QUESTIONS: dict[Phase, Promise] = {
    Phase.NEED: _("What work do we have?"),
    Phase.MONEY: _("What does it cost, and who pays?"),
    Phase.RECRUITMENT: _("Where do we find the right person?"),
    Phase.CONTRACT: _("What do we agree on, and who signs?"),
    Phase.START: _("How does the first week go?"),
    Phase.PAY: _("How is the pay paid and reported?"),
}
"""What the association asks itself in each phase."""


class PathStep(NamedTuple):
    """One step of the path with its guides."""

    phase: Phase
    question: Promise
    guides: list


def path_of(guides: Iterable) -> list[PathStep]:
    """The six steps of the path, each with those of `guides` that belong to it; an empty step stays."""
    guides = list(guides)
    return [
        PathStep(phase, QUESTIONS[phase], [guide for guide in guides if guide.phase == phase])
        for phase in Phase
    ]
