"""The client process as a diagram: who takes part, and how one step leads to the next between them. Pure."""

from collections.abc import Sequence
from typing import Any, NamedTuple


class Turn(NamedTuple):
    """The way from a step to the next: the columns it spans, counted from 1, and whether it leads to the left."""

    first: int
    width: int
    is_left: bool


class Cell(NamedTuple):
    """A step in the diagram: its number, its column, the step itself, and the way that leads to it."""

    number: int
    column: int
    step: Any
    turn: Turn | None


class Band(NamedTuple):
    """A stage with its steps in order."""

    stage: Any
    cells: list[Cell]


def columns_of(stages: Sequence[tuple[Any, Sequence[tuple[str, Any]]]], order: Sequence[str]) -> list[str]:
    """Those of `order` who do something in a stage."""
    who = {lane for _stage, steps in stages for lane, _step in steps}
    return [lane for lane in order if lane in who]


def bands_of(stages: Sequence[tuple[Any, Sequence[tuple[str, Any]]]], columns: Sequence[str]) -> list[Band]:
    """The rows of the diagram. A stage is given with its steps, a step with who takes it, who must be in `columns`.

    Steps are numbered through all stages.
    """
    place = {lane: number for number, lane in enumerate(columns, start=1)}
    bands, number, before = [], 0, None
    for stage, steps in stages:
        cells = []
        for lane, step in steps:
            number, column = number + 1, place[lane]
            cells.append(Cell(number, column, step, _turn(before, column) if before else None))
            before = column
        bands.append(Band(stage, cells))
    return bands


def _turn(before: int, column: int) -> Turn:
    return Turn(min(before, column), abs(before - column) + 1, column < before)
