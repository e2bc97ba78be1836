"""The file in which an association keeps its result until next year: JSON without a name, read strictly. Pure.

    {"pakki-assessment": 1, "assessment": "<key of the page>", "day": "2026-12-01", "levels": 3,
     "answers": {"<id of a statement>": 2}}

The key and the ids are the same in every language, so a file from the Finnish page fits the Swedish one.
"""

import datetime
import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

KIND = "pakki-assessment"
VERSION = 1
MOST_BYTES = 50_000
MOST_LEVELS = 5


class Fault(StrEnum):
    """Why a file cannot be used."""

    TOO_LARGE = "too large"
    NOT_OURS = "not ours"
    NEWER = "newer"
    DAMAGED = "damaged"
    OTHER_ASSESSMENT = "other assessment"
    OTHER_SCALE = "other scale"


class FileFault(ValueError):
    """A file that is no result of this page; `fault` says why."""

    def __init__(self, fault: Fault):
        super().__init__(fault)
        self.fault = fault


class KeptResult(NamedTuple):
    """What a file holds: the page's key, the day of the answers, how many levels the scale had, and the answers."""

    assessment: UUID
    day: datetime.date
    levels: int
    answers: dict[str, int]


def written(result: KeptResult) -> str:
    """The file's text."""
    content = {
        KIND: VERSION,
        "assessment": str(result.assessment),
        "day": result.day.isoformat(),
        "levels": result.levels,
        "answers": result.answers,
    }
    return json.dumps(content, indent=1)


def read(content: bytes, assessment: UUID, levels: int) -> KeptResult:
    """The result in a file of this page and its scale. Raises FileFault for anything else."""
    if len(content) > MOST_BYTES:
        raise FileFault(Fault.TOO_LARGE)
    try:
        found = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise FileFault(Fault.NOT_OURS) from None
    if not isinstance(found, dict) or not _is_whole_number(found.get(KIND)):
        raise FileFault(Fault.NOT_OURS)
    if found[KIND] > VERSION:
        raise FileFault(Fault.NEWER)
    try:
        result = _result(found)
    except (KeyError, TypeError, ValueError):
        raise FileFault(Fault.DAMAGED) from None
    if result.assessment != assessment:
        raise FileFault(Fault.OTHER_ASSESSMENT)
    if result.levels != levels:
        raise FileFault(Fault.OTHER_SCALE)
    return result


def _result(found: dict[str, Any]) -> KeptResult:
    """The parts of a file, each of its type. Raises KeyError, TypeError or ValueError for a file that is damaged."""
    if found.keys() != {KIND, "assessment", "day", "levels", "answers"} or found[KIND] != VERSION:
        raise ValueError
    result = KeptResult(
        UUID(str(found["assessment"])),
        datetime.date.fromisoformat(found["day"]),
        found["levels"],
        found["answers"],
    )
    if not _is_whole_number(result.levels) or not 2 <= result.levels <= MOST_LEVELS:
        raise ValueError
    if not isinstance(result.answers, dict) or not result.answers:
        raise ValueError
    if not all(_is_whole_number(level) and 1 <= level <= result.levels for level in result.answers.values()):
        raise ValueError
    return result


def _is_whole_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names stand once each. Raises ValueError for one with two values of a name."""
    if len(found := dict(pairs)) < len(pairs):
        raise ValueError
    return found


def _refuse(constant: str) -> None:
    """Raise ValueError for NaN and the infinities, which JSON does not have."""
    raise ValueError(constant)
