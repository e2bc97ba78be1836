"""How well a page answers a query."""

from hypothesis import given
from hypothesis import strategies as st

from hub.search.ranking import score

words = st.lists(st.sampled_from("abcdefgh"), max_size=12)


def best(query: str, *pages: tuple[str, str]) -> tuple[str, str]:
    """The page, as title and text, with the highest score."""
    return max(pages, key=lambda page: score(query.split(), page[0].split(), " ".join(page).split()))


def test_word_in_the_title_beats_many_in_the_text():
    assert best("tuki", ("muu", "tuki " * 50), ("tuki ja palkka", "muu"))[0] == "tuki ja palkka"


def test_title_that_says_nothing_else_is_best():
    assert best("tuki", ("tuki ja palkka", "tuki tuki"), ("tuki", "muu"))[0] == "tuki"


def test_often_is_better_than_once():
    assert best("tuki", ("a", "tuki x y z"), ("b", "tuki tuki y z"))[0] == "b"


def test_once_in_a_short_text_is_better_than_once_in_a_long_one():
    assert best("tuki", ("a", "tuki " + "x " * 500), ("b", "tuki x"))[0] == "b"


def test_both_words_in_the_title_beat_one():
    assert best("tuki palkka", ("tuki x", "palkka " * 9), ("tuki palkka y", ""))[0] == "tuki palkka y"


@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5), words, words)
def test_page_counts_only_when_it_has_every_word(query, title, text):
    found = score(query, title, [*title, *text]) > 0
    assert found == (set(query) <= {*title, *text})
