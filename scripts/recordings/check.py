"""Checks of the files alone, as a player meets them: sizes, formats, and captions against what is heard."""

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

from scripts.recordings.captions import LINE, LINES, LONGEST_CUE
from scripts.recordings.programs import run
from scripts.recordings.script import LANGUAGES, SPOKEN
from scripts.recordings.slides import POSTER_BYTES, SLIDE_BYTES
from scripts.recordings.vtt import Cue, read_vtt, timestamp

LIMITS = {"recording.mp4": 3_000_000, "poster.webp": POSTER_BYTES}
"""How large the files may be, in bytes; all others are slides."""

SHORTEST_FILM, LONGEST_FILM = 40, 90
"""How long a recording may last, in seconds."""

SHORTEST_CUE = 0.8
"""How long a cue must be shown, in seconds."""

READING_SPEED = 20
"""What a reader can follow, in characters a second."""

COVERED = 0.95
"""The part of what is heard that captions must cover."""

OUT_OF_STEP = 0.5
"""How far apart a sentence and its caption may begin, in seconds."""

Interval = tuple[float, float]
"""From when to when something is heard, in seconds."""


def faults(folder: Path) -> Iterator[str]:
    """What is wrong with a finished recording, one sentence each.

    Raises SystemExit when ffmpeg or ffprobe is missing or fails, OSError when a file is not there.
    """
    film = folder / "recording.mp4"
    for file in (film, folder / "poster.webp", *folder.glob("slide-*.webp")):
        limit = LIMITS.get(file.name, SLIDE_BYTES)
        if file.stat().st_size > limit:
            yield f"{file.name} is larger than {limit} bytes"
    duration = json.loads((folder / "timings.json").read_text("utf-8"))["duration"]
    yield from film_faults(film, duration)
    heard = sounds(film, duration)
    for language in LANGUAGES:
        cues = read_vtt(folder / f"captions-{language}.vtt")
        yield from (f"{language} {fault}" for fault in caption_faults(cues, heard))
    yield from sync_faults(read_vtt(folder / f"captions-{SPOKEN}.vtt"), heard)


def sounds(film: Path, duration: float) -> list[Interval]:
    """When something is heard in a film of that many seconds, by ffmpeg's silence detector.

    Raises SystemExit when ffmpeg is missing or fails.
    """
    report = run(
        *("ffmpeg", "-hide_banner", "-nostats", "-i", str(film)),
        *("-af", "silencedetect=noise=-38dB:d=0.25", "-f", "null", "-"),
    ).stderr
    starts = [float(time) for time in re.findall(r"silence_start: (-?[\d.]+)", report)]
    ends = [float(time) for time in re.findall(r"silence_end: ([\d.]+)", report)]
    return list(zip(ends, [*starts[1:], duration], strict=False))


def film_faults(film: Path, expected: float) -> Iterator[str]:
    """What would keep a browser from playing the film at once, or makes it last other than expected (seconds).

    Raises SystemExit when ffprobe is missing or fails.
    """
    probe = json.loads(
        run(
            *("ffprobe", "-v", "error", "-of", "json", "-show_entries"),
            *("format=duration:stream=codec_name,profile,pix_fmt,channels,width,height", str(film)),
        ).stdout
    )
    video, audio = probe["streams"]
    duration = float(probe["format"]["duration"])
    if not SHORTEST_FILM <= duration <= LONGEST_FILM or abs(duration - expected) > 0.1:
        yield f"lasts {duration} s, timings.json says {expected} s"
    if (video["codec_name"], video["profile"], video["pix_fmt"]) != ("h264", "Main", "yuv420p"):
        yield f"video is {video}"
    if (audio["codec_name"], audio["channels"]) != ("aac", 1):
        yield f"audio is {audio}"
    boxes = []  # of MP4: each begins with its length (4 bytes) and its kind
    with film.open("rb") as file:
        while head := file.read(8):
            boxes.append(head[4:])
            file.seek(int.from_bytes(head[:4], "big") - 8, 1)
    if boxes.index(b"moov") > boxes.index(b"mdat"):
        yield "the film cannot start before it is loaded whole"


def caption_faults(cues: list[Cue], heard: list[Interval]) -> Iterator[str]:
    """Cues that cannot be read in their time, lines that are too long, speech without a caption."""
    for cue in cues:
        where, seconds = timestamp(cue.start), cue.end - cue.start
        if len(cue.lines) > LINES or max(map(len, cue.lines)) > LINE:
            yield f"{where} has too long lines: {cue.lines}"
        if not SHORTEST_CUE <= round(seconds, 3) <= LONGEST_CUE:
            yield f"{where} is shown {seconds:.2f} s"
        if len(cue.text) / seconds > READING_SPEED:
            yield f"{where} has {len(cue.text) / seconds:.1f} characters a second: {cue.text}"
    for first, second in itertools.pairwise(cues):
        if second.start < first.end:
            yield f"{timestamp(second.start)} begins before the one before it has ended"
    covered = sum(max(0.0, min(end, cue.end) - max(start, cue.start)) for start, end in heard for cue in cues)
    if covered < COVERED * sum(end - start for start, end in heard):
        yield "captions leave speech uncovered"


def sync_faults(cues: list[Cue], heard: list[Interval]) -> Iterator[str]:
    """Sentences whose caption is off the moment when their speech begins."""
    ended = True
    for cue in cues:
        off = min((abs(cue.start - start) for start, _ in heard), default=cue.start)
        if ended and off > OUT_OF_STEP:
            yield f"at {timestamp(cue.start)} the caption and the speech are {off:.2f} s apart"
        ended = cue.text[-1] in ".?"
