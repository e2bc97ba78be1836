"""What associations usually answer: the middle of their results in each area, shown from five of them on. Pure."""

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from toolkit.assessment import Area, profile_of

STEP = 5
"""How many contributions are counted at a time: what one more of them changes never shows by itself."""


class Typical(NamedTuple):
    """The middle half of the results in an area, as mean levels: its ends and its middle."""

    low: Fraction
    median: Fraction
    high: Fraction


def typical_of(
    areas: Sequence[Area], contributions: Sequence[Mapping[str, int]], levels: int
) -> dict[str, Typical]:
    """The median and the quartiles by the ids of the areas; an area with fewer than five results has none."""
    profiles = [profile_of(areas, answers, levels) for answers in contributions]
    found = {}
    for number, area in enumerate(areas):
        means = [mean for profile in profiles if (mean := profile.areas[number].mean) is not None]
        if len(means) >= STEP:
            found[area.id] = Typical(*statistics.quantiles(means, n=4, method="inclusive"))
    return found


def counts_of(
    statements: Iterable[str], contributions: Sequence[Mapping[str, int]], levels: int
) -> dict[str, list[int]]:
    """How many chose each level of each statement, from the lowest level on."""
    counts = Counter(item for answers in contributions for item in answers.items())
    return {
        statement: [counts[statement, level] for level in range(1, levels + 1)] for statement in statements
    }
