"""Title, description and addresses in the head of a page."""

import pytest

from hub.l10n.pages import translations_of
from hub.seo.head import head_of
from tests.support.pages import soup_of, translation_of

pytestmark = pytest.mark.django_db


def test_title_for_search_engines_comes_first(guide):
    assert head_of(guide, {}).title == guide.title
    guide.seo_title = "Palkka ensi kertaa"
    assert head_of(guide, {}).title == "Palkka ensi kertaa"


def test_lead_stands_in_for_a_missing_description(guide):
    assert head_of(guide, {}).description == guide.search_description
    guide.search_description = ""
    assert head_of(guide, {}).description == guide.lead


def test_default_language_is_the_one_for_everybody_else(guide):
    swedish = translation_of(guide, "sv")
    alternates = head_of(swedish, translations_of(swedish)).alternates
    assert [(alternate.hreflang, alternate.url) for alternate in alternates] == [
        ("fi", guide.full_url),
        ("sv", swedish.full_url),
        ("x-default", guide.full_url),
    ]


def test_page_of_one_language_has_no_alternates(guide):
    assert head_of(guide, {"fi": guide}).alternates == []


def test_quotation_marks_in_a_description_do_not_break_the_head(client, guide):
    guide.search_description = '"><script>alert(1)</script>'
    guide.title = "</title><script>alert(2)</script>"
    guide.save()
    soup = soup_of(client, guide.url)
    assert [script for script in soup.select("script") if "alert" in script.text] == []
    assert soup.select_one("meta[name=description]")["content"] == guide.search_description


def test_title_of_the_window_names_the_page_first_and_then_the_site(client, guide):
    assert soup_of(client, guide.url).title.text == f"{guide.title} – Pakki"
