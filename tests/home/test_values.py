"""From the text files' values to what fields and blocks hold."""

import datetime

import pytest
from django.utils import timezone

from home.starter.values import References, StreamBuilder, day, in_language, moment, rich_text
from hub.blocks.text import ArticleBlock

TODAY = datetime.date(2026, 3, 28)


@pytest.fixture
def references() -> References:
    known = References()
    known.pages["toolkit"] = 7
    return known


def test_text_of_one_language_is_taken_where_there_are_several():
    assert in_language({"fi": " Ohje\n", "sv": "Anvisning"}, "fi") == "Ohje"
    assert in_language({"fi": "Ohje", "sv": None}, "sv") == ""


@pytest.mark.parametrize("value", ["Ohje", 7, None, {"days": 3}])
def test_value_without_languages_is_taken_as_it_is(value):
    assert in_language(value, "sv") == value


def test_day_counts_from_the_day_of_loading():
    assert day({"days": -28}, TODAY) == datetime.date(2026, 2, 28)
    assert day(datetime.date(2026, 1, 1), TODAY) == datetime.date(2026, 1, 1)
    assert day(None, TODAY) is None


@pytest.mark.parametrize(("days", "hours_from_utc"), [(0, 2), (1, 3)])
def test_moment_is_finnish_time_in_winter_and_in_summer(days, hours_from_utc):
    value = moment({"days": days, "time": "17:30"}, TODAY)
    assert timezone.localtime(value).strftime("%H.%M") == "17.30"
    assert value.utcoffset() == datetime.timedelta(hours=hours_from_utc)


def test_markdown_becomes_rich_text_with_page_links(references):
    assert (
        rich_text("**Katsokaa** [ohje](page:toolkit).", references)
        == '<p><strong>Katsokaa</strong> <a linktype="page" id="7">ohje</a>.</p>'
    )


def test_same_file_gives_the_same_ids_in_both_languages(references):
    items = [{"id": "what", "type": "paragraph", "text": {"fi": "Hei", "sv": "Hej"}}]
    finnish, swedish = (
        StreamBuilder("about", language, references).stream(ArticleBlock(), items, "body")
        for language in ("fi", "sv")
    )
    assert finnish[0]["id"] == swedish[0]["id"]
    assert (finnish[0]["value"], swedish[0]["value"]) == ("<p>Hei</p>", "<p>Hej</p>")


def test_same_id_on_another_page_gives_another_id(references):
    items = [{"id": "what", "type": "paragraph", "text": {"fi": "Hei", "sv": "Hej"}}]
    one, two = (
        StreamBuilder(key, "fi", references).stream(ArticleBlock(), items, "body")
        for key in ("about", "privacy")
    )
    assert one[0]["id"] != two[0]["id"]
