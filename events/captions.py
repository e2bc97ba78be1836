"""Caption files (WebVTT) as plain data: what is said, by whom and when."""

import re
from html import unescape
from io import StringIO
from typing import NamedTuple

import webvtt

from hub.characters import without_hidden

MAX_BYTES = 2_000_000
MAX_LINES = 40_000
"""How large a file may be: ten thousand captions are some ten hours, and a page shows them all."""
LINE_END = re.compile("\r\n?|\n")


class Cue(NamedTuple):
    """One caption: `start` and `end` in seconds, the text without markup, the speaker or an empty string."""

    start: float
    end: float
    text: str
    speaker: str


class CaptionError(ValueError):
    """A caption file that cannot be used.

    `reason` is one of size, encoding, header, syntax, empty and backwards (a cue that ends before it starts);
    `at` is the moment of the cue at fault in seconds, where there is one.
    """

    def __init__(self, reason: str, at: float = 0):
        super().__init__(reason)
        self.reason = reason
        self.at = at


def parse_vtt(data: bytes) -> list[Cue]:
    """The cues of a WebVTT file in order of time.

    Raises CaptionError when the file is too large, is not UTF-8, is not WebVTT, holds no cue or a cue that
    ends before it starts.
    """
    if len(data) > MAX_BYTES:
        raise CaptionError("size")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CaptionError("encoding") from None
    if not text.startswith("WEBVTT"):
        raise CaptionError("header")
    if sum(1 for _ in LINE_END.finditer(text)) > MAX_LINES:
        raise CaptionError("size")
    try:
        captions = webvtt.from_buffer(StringIO(text), strict=True).captions
    except (webvtt.errors.MalformedFileError, webvtt.errors.MalformedCaptionError):
        raise CaptionError("syntax") from None
    cues = [
        Cue(
            start=caption.start_time.in_milliseconds() / 1000,
            end=caption.end_time.in_milliseconds() / 1000,
            text=" ".join(without_hidden(unescape(caption.text)).split()),
            speaker=without_hidden(unescape(caption.voice or "")),
        )
        for caption in captions
        if without_hidden(unescape(caption.text)).strip()
    ]
    if not cues:
        raise CaptionError("empty")
    for cue in cues:
        if cue.end <= cue.start:
            raise CaptionError("backwards", cue.start)
    return sorted(cues, key=lambda cue: cue.start)
