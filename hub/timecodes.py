"""Times in a recording: `12:40` or `1:02:03` to seconds and back."""

import re

TIMECODE = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")


def parse_timecode(text: str) -> int:
    """Seconds of a time code such as `0:45`, `12:40` or `1:02:03`.

    Raises ValueError when the text is not a time code.
    """
    match = TIMECODE.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if match[1] and minutes > 59:
        raise ValueError(text)
    return hours * 3600 + minutes * 60 + seconds


def format_timecode(seconds: float) -> str:
    """The time code of a moment, `12:40`, with hours only when there are any."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
