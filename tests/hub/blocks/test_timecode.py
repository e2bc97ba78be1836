"""A moment of a recording in the editor's form."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from hub.blocks.related import RelatedBlock
from hub.blocks.timecode import TimecodeBlock
from tests.support.pages import make_private, translation_of

BLOCK = TimecodeBlock(required=False)


def test_editor_sees_a_time_code_and_the_page_keeps_seconds():
    assert BLOCK.field.prepare_value(760) == "12:40"
    assert BLOCK.clean("12:40") == 760


def test_empty_time_is_none():
    assert BLOCK.clean("") is None


def test_required_time_must_be_given():
    with pytest.raises(ValidationError):
        TimecodeBlock().clean("")


def test_wrong_time_is_refused_with_an_example_and_kept_as_typed():
    with override("fi"), pytest.raises(ValidationError) as refusal:
        BLOCK.clean("12.40")
    assert "12:40" in refusal.value.messages[0]
    assert BLOCK.field.prepare_value("12.40") == "12.40"


def test_start_of_the_recording_is_a_time():
    assert BLOCK.clean("0:00") == 0
    assert BLOCK.field.prepare_value(0) == "0:00"


@pytest.mark.parametrize("seconds", [0, 12, 760])
def test_seconds_that_a_page_keeps_can_be_cleaned_again(seconds):
    assert BLOCK.clean(seconds) == seconds


def test_time_is_not_for_the_translator():
    assert BLOCK.get_translatable_segments(760) == []
    assert BLOCK.restore_translated_segments(760, []) == 760


def related(page, time=None):
    return RelatedBlock().normalize({"page": page, "note": "", "time": time})


@pytest.mark.django_db
def test_related_page_leads_to_the_moment_in_the_readers_language(session):
    with override("sv"):
        assert related(session, 42).href == f"{translation_of(session, 'sv').url}?t=42#player"


@pytest.mark.django_db
def test_related_page_without_a_moment_leads_to_its_top(guide):
    assert related(guide).href == guide.url


@pytest.mark.django_db
def test_related_page_that_nobody_may_read_leads_nowhere(guide):
    make_private(guide)
    make_private(translation_of(guide, "sv"))
    assert related(guide, 5).href == ""
