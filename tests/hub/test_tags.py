"""What the template tags write."""

import datetime

import pytest
from django.utils.translation import override

from hub.templatetags.pakki import clock, day, icon, shy, timecode

EVENING = datetime.datetime(2026, 7, 1, 21, 30, tzinfo=datetime.UTC)


def test_day_of_a_moment_is_the_finnish_day():
    assert day(EVENING) == "2.7.2026"


def test_day_of_a_date_is_that_day():
    assert day(datetime.date(2026, 7, 1)) == "1.7.2026"


def test_clock_is_finnish_time_with_a_point():
    assert clock(EVENING) == "00.30"


def test_clock_follows_winter_time():
    assert clock(datetime.datetime(2026, 12, 1, 15, 30, tzinfo=datetime.UTC)) == "17.30"


def test_heading_is_softened_by_the_language_being_read():
    with override("sv"):
        swedish = shy("arbetsgivaransvar")
    assert "\u00ad" in swedish


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", 'a"b', "yhdistys & kunta"])
def test_heading_is_escaped(text):
    assert "<" not in shy(text)
    assert "&" not in shy(text).replace("&lt;", "").replace("&gt;", "").replace("&amp;", "").replace(
        "&quot;", ""
    )


def test_icon_is_silent_to_screen_readers():
    assert 'aria-hidden="true"' in icon("ovi")


def test_unknown_icon_is_an_error_and_not_an_empty_picture():
    with pytest.raises(KeyError):
        icon("ei-ole")


def test_time_code_of_a_moment():
    assert timecode(760.4) == "12:40"
