"""Soft hyphens in long words of headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.hyphenation import EDGE, LONG_WORD, SHY, soften

languages = st.sampled_from(["fi", "sv"])
letters = st.text(alphabet="aeioyäökptsnlrmhvjd", min_size=1, max_size=40)


@given(st.text(max_size=80), languages)
def test_nothing_but_soft_hyphens_is_added(text, language):
    assert soften(text, language).replace(SHY, "") == text.replace(SHY, "")


@given(letters, languages)
def test_no_piece_at_the_edge_of_a_word_is_too_short(word, language):
    pieces = soften(word, language).split(SHY)
    assert len(pieces) == 1 or min(len(pieces[0]), len(pieces[-1])) >= EDGE


@given(st.lists(st.text(alphabet="aeiouyäökptsn", max_size=12), max_size=8), languages)
def test_short_words_stay_as_they_are(words, language):
    assert soften(" ".join(words), language) == " ".join(words)


@pytest.mark.parametrize("word", ["palkkatukihakemus", "Saavutettavuusseloste", "työllisyyskoordinaattori"])
def test_finnish_words_break_only_where_a_syllable_begins(word):
    pieces = soften(word, "fi").split(SHY)
    assert "".join(pieces) == word
    assert len(pieces) > 2
    vowels = "aeiouyåäö"
    assert all(piece[0] not in vowels and piece[1] in vowels for piece in pieces[1:])


@pytest.mark.parametrize(
    "word", ["syssel-sätt-nings-om-råde", "till-gäng-lig-hets-ut-lå-tande", "löneutbe-tal-ning"]
)
def test_swedish_words_break_by_the_dictionary(word):
    assert soften(word.replace("-", ""), "sv") == word.replace("-", SHY)


def test_word_that_an_editor_has_softened_stays_as_it_is():
    assert soften(f"palkkatuki{SHY}hakemus", "fi") == f"palkkatuki{SHY}hakemus"


def test_long_numbers_and_addresses_are_no_words():
    assert not LONG_WORD.search("1234567890123456")
