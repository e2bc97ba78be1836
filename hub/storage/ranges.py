"""HTTP byte ranges (RFC 9110, section 14): which part of a file is asked for."""

import re
from typing import NamedTuple

RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class ByteRange(NamedTuple):
    """A part of a file: first and last byte, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """The number of bytes."""
        return self.last - self.first + 1


class UnsatisfiableRange(ValueError):
    """The range lies wholly outside the file."""


def parse_range(header: str, size: int) -> ByteRange | None:
    """The part of a file of `size` bytes that a Range header asks for.

    None means the whole file: no header, a form that is not understood, or several ranges at once, which a
    server may ignore. Raises UnsatisfiableRange.
    """
    match = RANGE.fullmatch(header.strip())
    if match is None or match[0] == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        if not int(last) or not size:
            raise UnsatisfiableRange(header)
        return ByteRange(max(size - int(last), 0), size - 1)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise UnsatisfiableRange(header)
    return ByteRange(int(first), min(int(last or size - 1), size - 1))
