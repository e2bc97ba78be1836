"""Marking the searched words in a result."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.search.highlight import highlight
from hub.search.words import clean_query


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Palkkatuki yhdistykselle", "palkkatuki", "<mark>Palkkatuki</mark> yhdistykselle"),
        ("Palkkatuen ehdot", "palkka", "<mark>Palkkatuen</mark> ehdot"),
        ("Hae tukea", "tukea hae", "<mark>Hae</mark> <mark>tukea</mark>"),
        ("Opintotuki", "tuki", "Opintotuki"),
        ("Ääni ja äänestys", "ääni", "<mark>Ääni</mark> ja äänestys"),
    ],
)
def test_words_that_begin_like_the_query_are_marked(text, words, marked):
    assert highlight(text, words) == marked


@given(st.text(max_size=60), st.text(max_size=20).map(clean_query).filter(bool))
def test_text_is_escaped_whatever_is_searched(text, words):
    html = highlight(text, words).replace("<mark>", "").replace("</mark>", "")
    assert "<" not in html
    assert ">" not in html


def test_tag_in_a_title_stays_text():
    assert (
        highlight("<b>tuki</b>", "b tuki") == "&lt;<mark>b</mark>&gt;<mark>tuki</mark>&lt;/<mark>b</mark>&gt;"
    )
