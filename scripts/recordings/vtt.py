"""Caption files (WebVTT) of the recordings, written and read back line by line."""

import html
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cue:
    """One caption on the screen: `start` and `end` in seconds, who speaks, and the lines as they are broken."""

    start: float
    end: float
    speaker: str
    lines: list[str]

    @property
    def text(self) -> str:
        """What is said, as running text."""
        return " ".join(self.lines)


def timestamp(seconds: float) -> str:
    """A moment as WebVTT writes it: hours, minutes, seconds and milliseconds."""
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


def as_vtt(cues: list[Cue]) -> str:
    """The cues as the text of a WebVTT file, each with its speaker as the voice."""
    blocks = ["WEBVTT"]
    for cue in cues:
        text = html.escape("\n".join(cue.lines), quote=False)
        times = f"{timestamp(cue.start)} --> {timestamp(cue.end)}"
        blocks.append(f"{times}\n<v {cue.speaker}>{text}")
    return "\n\n".join(blocks) + "\n"


def read_vtt(file: Path) -> list[Cue]:
    """The cues of a file that `as_vtt` made; unlike `events.captions`, with the lines as they are broken.

    Raises OSError when there is no such file, ValueError when it is of another shape.
    """
    cues = []
    for block in file.read_text("utf-8").strip().split("\n\n")[1:]:
        times, text = block.split("\n", 1)
        start, end = (
            sum(float(part) * 60**n for n, part in enumerate(reversed(time.split(":"))))
            for time in times.split(" --> ")
        )
        voice, speech = text.removeprefix("<v ").split(">", 1)
        cues.append(Cue(start, end, voice, html.unescape(speech).split("\n")))
    return cues
