"""A filled paper as plain data: what every writer of files is given."""

from collections.abc import Sequence
from typing import NamedTuple


class Answer(NamedTuple):
    """What was asked, and the answer in its paragraphs; without any, there is a line to write on by hand.

    `is_list` is set where each paragraph is one of several things.
    """

    label: str
    paragraphs: Sequence[str]
    is_list: bool = False


class Section(NamedTuple):
    """A part of a paper: its heading, words that always stand there, and the answers."""

    title: str
    printed: Sequence[str]
    answers: Sequence[Answer]


class Paper(NamedTuple):
    """A whole paper in one language; `signers` each get a line for a signature, `note` stands small at the end."""

    language: str
    title: str
    sections: Sequence[Section]
    signers: Sequence[str]
    note: str


BLANK = "_" * 48
"""A line to write on by hand."""


def paragraphs_of(text: str) -> list[str]:
    """The lines of a typed text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
