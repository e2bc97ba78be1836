"""Times in a recording, as editors write them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.timecodes import format_timecode, parse_timecode


@given(st.integers(min_value=0, max_value=99 * 3600 + 3599))
def test_time_code_says_what_was_written(seconds):
    assert parse_timecode(format_timecode(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0:45", 45), ("12:40", 760), ("1:02:03", 3723), ("90:00", 5400), ("  0:05 ", 5), ("00:00", 0)],
)
def test_time_code_is_read(text, seconds):
    assert parse_timecode(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "45", "1:5", "1:60", "1:60:00", "-1:00", "1:00:00:00", "12.40", "kaksi", "1:02:", "0:0½"]
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError):
        parse_timecode(text)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(ValueError):
        assert parse_timecode(text) >= 0


def test_parts_of_a_second_are_left_out():
    assert format_timecode(61.9) == "1:01"


def test_hours_are_written_only_when_there_are_any():
    assert (format_timecode(3599), format_timecode(3600)) == ("59:59", "1:00:00")
