"""From answers to a profile: how strong each area of a self-assessment is, and which one holds the others back.

Pure: areas and answers come as plain data. Levels are counted from 1, the lowest.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Band(StrEnum):
    """The third of the scale in which an area lies; each area has feedback for each."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class Area(NamedTuple):
    """What is assessed together: the ids of the area and of its statements, in their order."""

    id: str
    statements: Sequence[str]


class AreaResult(NamedTuple):
    """What the answers say of an area; `mean` is the mean level of the answered statements.

    `share` is the place of the mean on the scale, from 0 at the lowest level to 1 at the highest. Both are None, and so
    is the band, where no statement is answered: an open question says nothing.
    """

    id: str
    answered: int
    unanswered: int
    mean: Fraction | None = None
    share: Fraction | None = None

    @property
    def band(self) -> Band | None:
        """The third of the scale; the border between two belongs to the higher one."""
        if self.share is None:
            return None
        return (
            Band.LOW
            if self.share < Fraction(1, 3)
            else Band.MIDDLE
            if self.share < Fraction(2, 3)
            else Band.HIGH
        )


class Profile(NamedTuple):
    """The results of all areas, in the order of the page."""

    areas: Sequence[AreaResult]

    @property
    def answered(self) -> int:
        """How many statements the numbers rest on."""
        return sum(area.answered for area in self.areas)

    @property
    def unanswered(self) -> int:
        """How many statements are counted out."""
        return sum(area.unanswered for area in self.areas)

    @property
    def is_whole(self) -> bool:
        """Whether every area has an answer."""
        return all(area.answered for area in self.areas)

    @property
    def to_strengthen(self) -> list[AreaResult]:
        """The areas below the highest third, the weakest first; areas that are alike keep their order."""
        weak = [
            (area.share, area) for area in self.areas if area.share is not None and area.band != Band.HIGH
        ]
        return [area for _share, area in sorted(weak, key=lambda pair: pair[0])]

    @property
    def bottleneck(self) -> AreaResult | None:
        """The weakest area; None where every answered one is in the highest third."""
        return next(iter(self.to_strengthen), None)


def profile_of(areas: Sequence[Area], answers: Mapping[str, int], levels: int) -> Profile:
    """The profile of `answers`, which give the level of each answered statement by its id, from 1 to `levels`.

    Answers to statements that no area has are left out.
    """
    return Profile([_result(area, answers, levels) for area in areas])


def _result(area: Area, answers: Mapping[str, int], levels: int) -> AreaResult:
    given = [answers[statement] for statement in area.statements if statement in answers]
    unanswered = len(area.statements) - len(given)
    if not given:
        return AreaResult(area.id, 0, unanswered)
    mean = Fraction(sum(given), len(given))
    return AreaResult(area.id, len(given), unanswered, mean, (mean - 1) / (levels - 1))
