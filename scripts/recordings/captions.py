"""From sentences to captions.

A long sentence becomes several cues, cut at a clause, at the pause that espeak-ng makes there.
"""

import itertools
import re
from collections.abc import Callable, Sequence

from scripts.recordings.script import SPOKEN
from scripts.recordings.speech import Track
from scripts.recordings.vtt import Cue

LINE, LINES = 42, 2
"""Characters in a line, lines in a cue."""

LONGEST_CUE = 7.0
"""How long a cue may be shown, in seconds."""

HOLD = 0.3
"""How long a cue may stay after the speech, in seconds."""

NEAR = 0.8
"""How far from its guessed place a pause may be and still end a cue, in seconds."""

GAP = 0.05
"""What is left between a cue and the next sentence, in seconds."""

CONJUNCTION = re.compile(
    "ja|tai|kun|jos|että|joten|sillä|mutta|vaan|sekä|koska|mitä|joka|kuka|jotta|mistä|"
    "och|eller|när|att|men|så|som|vad|hur|vem"
)
"""A line may well end before these words."""

LEANING = re.compile("on|ei|ja|jo|en|ett|den|det|de|i|på|av|så|att|och|er|för")
"""A line ends badly after these words: they lean on the next one."""


def split(text: str, parts: int, fits: Callable[[str], bool]) -> list[str] | None:
    """`text` in `parts` pieces that all fit, cut at clauses and about equally long, or None.

    Tries every way to cut: texts are single sentences, `parts` is small.
    """
    words = text.split()

    def cost(pieces: Sequence[str], cuts: Sequence[int]) -> float:
        unequal = max(map(len, pieces)) - min(map(len, pieces))
        return unequal / 4 + sum(map(badness, cuts))

    def badness(cut: int) -> int:
        before, after = words[cut - 1], words[cut]
        if before[-1] in ".,;:?":
            return 0
        return (3 if CONJUNCTION.fullmatch(after) else 7) + (4 if LEANING.fullmatch(before) else 0)

    best, lowest = None, float("inf")
    for cuts in itertools.combinations(range(1, len(words)), parts - 1):
        edges = (0, *cuts, len(words))
        pieces = [" ".join(words[a:b]) for a, b in itertools.pairwise(edges)]
        if all(map(fits, pieces)) and (price := cost(pieces, cuts)) <= lowest:
            best, lowest = pieces, price
    return best


def break_lines(text: str) -> list[str] | None:
    """The lines of a cue, as few as possible, or None when the text needs more than LINES."""
    for parts in range(1, LINES + 1):
        if lines := split(text, parts, lambda line: len(line) <= LINE):
            return lines
    return None


def cut_sentence(text: str, seconds: float) -> list[str]:
    """The pieces of a sentence, spoken in so many seconds, that are shown one after another: as few as possible.

    Raises SystemExit when a single word is too long for a line.
    """
    longest = len(text) * LONGEST_CUE / (seconds + HOLD)

    def fits(piece: str) -> bool:
        return len(piece) <= longest and break_lines(piece) is not None

    for parts in range(1, len(text.split()) + 1):
        if pieces := split(text, parts, fits):
            return pieces
    raise SystemExit(f"A word is too long for a caption: {text}")


def make_cues(track: Track, language: str) -> list[Cue]:
    """The captions of a track in a language, timed by its speech.

    Raises SystemExit when a word is too long for a line.
    """
    cues: list[Cue] = []
    following = [*(said.start for said in track.spoken[1:]), track.duration]
    for said, next_start in zip(track.spoken, following, strict=True):
        text = said.sentence.text[language]
        seconds = said.end - said.start
        pieces = cut_sentence(text, seconds)
        times = [said.start]
        for piece in itertools.accumulate(pieces[:-1], lambda a, b: f"{a} {b}"):
            guess = said.start + seconds * (len(piece) + 1) / len(text)
            # A clause of the translation need not end where one of the speech does.
            near = [p for p in said.pauses if abs(p - guess) < NEAR and language == SPOKEN]
            times.append(min(near, key=lambda pause: abs(pause - guess), default=guess))
        times.append(min(said.end + HOLD, next_start - GAP))
        for piece, (start, end) in zip(pieces, itertools.pairwise(times), strict=True):
            lines = break_lines(piece) or [piece]
            cues.append(Cue(round(start, 3), round(end, 3), said.sentence.speaker[language], lines))
    return cues
