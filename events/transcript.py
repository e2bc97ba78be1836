"""The text of a recording, built from its captions: paragraphs with times, under the titles of chapters."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from events.captions import Cue

PARAGRAPH_LENGTH = 140
"""Characters after which a paragraph ends with the sentence."""


class Chapter(NamedTuple):
    """A titled moment: seconds from the start."""

    start: float
    title: str


class Paragraph(NamedTuple):
    """What one speaker says in one go; `speaker` is empty where the same person goes on."""

    start: float
    speaker: str
    text: str


class Section(NamedTuple):
    """The paragraphs of one chapter; the title is empty before the first chapter."""

    start: float
    title: str
    paragraphs: list[Paragraph]


def build_transcript(cues: Sequence[Cue], chapters: Iterable[Chapter]) -> list[Section]:
    """Paragraphs of `cues`, grouped under `chapters`; sections in which nothing is said are left out."""
    starts = [Section(0, "", []), *(Section(start, title, []) for start, title in sorted(chapters))]
    speaker = ""
    for paragraph in _paragraphs(cues, [section.start for section in starts[1:]]):
        section = next(s for s in reversed(starts) if s.start <= paragraph.start + 0.5)
        new_speaker = paragraph.speaker != speaker or not section.paragraphs
        speaker = paragraph.speaker
        section.paragraphs.append(paragraph if new_speaker else paragraph._replace(speaker=""))
    return [section for section in starts if section.paragraphs]


def _paragraphs(cues: Sequence[Cue], breaks: list[float]) -> list[Paragraph]:
    """Cues joined until the speaker changes, a chapter starts, or a sentence ends after enough text."""
    joined: list[Paragraph] = []
    previous: Cue | None = None
    for cue in cues:
        goes_on = (
            previous is not None
            and cue.speaker == previous.speaker
            and not any(previous.start < start - 0.5 <= cue.start for start in breaks)
            and not (
                len(joined[-1].text) >= PARAGRAPH_LENGTH and joined[-1].text.endswith((".", "?", "!", "…"))
            )
        )
        if goes_on:
            joined[-1] = joined[-1]._replace(text=f"{joined[-1].text} {cue.text}")
        else:
            joined.append(Paragraph(cue.start, cue.speaker, cue.text))
        previous = cue
    return joined
