"""Which part of a file a Range header asks for (RFC 9110, section 14)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.storage.ranges import ByteRange, UnsatisfiableRange, parse_range

SIZE = 1000


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-0", ByteRange(0, 0)),
        ("bytes=0-99", ByteRange(0, 99)),
        ("bytes=500-", ByteRange(500, 999)),
        ("bytes=999-999", ByteRange(999, 999)),
        ("bytes=900-2000", ByteRange(900, 999)),
        ("bytes=-1", ByteRange(999, 999)),
        ("bytes=-100", ByteRange(900, 999)),
        ("bytes=-5000", ByteRange(0, 999)),
    ],
)
def test_part_that_is_asked_for(header, expected):
    assert parse_range(header, SIZE) == expected


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes=-",
        "bytes=",
        "bytes",
        "bytes=a-b",
        "items=0-9",
        "bytes=0-9,20-29",
        "bytes=9-0",
        "bytes=+1-2",
    ],
)
def test_whole_file_for_what_is_not_understood(header):
    """B53: many ranges, nonsense."""
    assert parse_range(header, SIZE) is None


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=999999999999999-"])
def test_range_outside_the_file_cannot_be_answered(header):
    """B53: beyond the end."""
    with pytest.raises(UnsatisfiableRange):
        parse_range(header, SIZE)


@pytest.mark.parametrize("header", ["bytes=0-", "bytes=-1"])
def test_empty_file_has_no_parts(header):
    with pytest.raises(UnsatisfiableRange):
        parse_range(header, 0)


@given(
    st.text(max_size=30) | st.from_regex(r"bytes=\d{0,20}-\d{0,20}", fullmatch=True), st.integers(0, 10**12)
)
def test_any_header_asks_for_a_part_inside_the_file_or_none(header, size):
    try:
        part = parse_range(header, size)
    except UnsatisfiableRange:
        return
    assert part is None or (0 <= part.first <= part.last < size and part.length == part.last - part.first + 1)
