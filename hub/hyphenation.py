"""Soft hyphens for long words in headings: browsers cannot hyphenate Finnish reliably."""

import re
from functools import lru_cache

import pyphen

SHY = "\u00ad"
LONG_WORD = re.compile(r"[^\W\d_]{13,}")
EDGE = 4
"""Letters that stay together at either end of a word."""
VOWELS = "aeiouyåäöAEIOUYÅÄÖ"
FINNISH_BREAK = re.compile(rf"(?<=[^\W\d_])(?=[^{VOWELS}\W\d_][{VOWELS}])")


@lru_cache
def _swedish() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="sv_SE", left=EDGE, right=EDGE)


def _break_points(word: str, language: str) -> list[int]:
    if language == "sv":
        points = set(_swedish().positions(word))
        # Where the dictionary leaves a letter alone it has taken a compound apart wrongly: löne-u-tbetalning.
        return sorted(point for point in points if not {point - 1, point + 1} & points)
    return [m.start() for m in FINNISH_BREAK.finditer(word) if EDGE <= m.start() <= len(word) - EDGE]


def soften(text: str, language: str) -> str:
    """`text` with soft hyphens in words of 13 letters or more.

    Swedish follows the hyphenation dictionary; Finnish breaks before a consonant and vowel, which is where its
    syllables begin. Words that an editor has softened by hand are shorter pieces already and stay as they are.
    """
    return LONG_WORD.sub(lambda match: _softened(match[0], language), text)


@lru_cache(maxsize=10_000)
def _softened(word: str, language: str) -> str:
    """Remembered, for the same long words stand on every page."""
    for point in reversed(_break_points(word, language)):
        word = word[:point] + SHY + word[point:]
    return word
