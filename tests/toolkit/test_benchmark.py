"""What is usual among associations: from five results on, the same for whoever comes first or last."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from toolkit.assessment import Area
from toolkit.benchmark import STEP, counts_of, typical_of

MONEY, PAPERS = Area("money", ["budget", "cash"]), Area("papers", ["contract"])


def test_four_results_show_nothing():
    assert typical_of([MONEY], [{"budget": 1}] * (STEP - 1), 4) == {}


def test_five_results_show_the_middle_and_the_quartiles():
    given_answers = [{"budget": level} for level in (4, 1, 2, 3, 2)]
    assert typical_of([MONEY], given_answers, 4) == {"money": (2, 2, 3)}


def test_mean_of_an_association_counts_once():
    usual = typical_of([MONEY], [{"budget": 1, "cash": 2}] * STEP, 4)
    assert usual["money"].median == Fraction(3, 2)


def test_area_that_fewer_than_five_have_answered_shows_nothing():
    answers = [{"budget": 1, "contract": 1}] * 4 + [{"budget": 1}]
    assert set(typical_of([MONEY, PAPERS], answers, 4)) == {"money"}


def test_counts_are_by_level_from_the_lowest_on():
    answers = [{"budget": 1, "cash": 3}, {"budget": 1, "gone": 2}]
    assert counts_of(["budget", "cash", "contract"], answers, 3) == {
        "budget": [2, 0, 0],
        "cash": [0, 0, 1],
        "contract": [0, 0, 0],
    }


@given(st.lists(st.integers(1, 4), min_size=STEP, max_size=30), st.randoms())
def test_order_of_the_results_changes_nothing_and_the_middle_lies_between(levels, random):
    answers = [{"budget": level} for level in levels]
    usual = typical_of([MONEY], answers, 4)["money"]
    random.shuffle(answers)
    assert typical_of([MONEY], answers, 4)["money"] == usual
    assert 1 <= usual.low <= usual.median <= usual.high <= 4
