"""From answers to a profile: means, thirds of the scale, the bottleneck, what is counted out."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.assessment import Area, Band, profile_of

MONEY = Area("money", ["budget", "cash", "support"])
PAPERS = Area("papers", ["contract", "payroll"])
AREAS = [MONEY, PAPERS]

answers = st.dictionaries(st.sampled_from([*MONEY.statements, *PAPERS.statements]), st.integers(1, 4))


def test_mean_is_of_the_answered_statements_only():
    money = profile_of(AREAS, {"budget": 1, "cash": 4}, 4).areas[0]
    assert (money.mean, money.answered, money.unanswered) == (Fraction(5, 2), 2, 1)


def test_unanswered_statement_is_not_a_zero():
    with_open = profile_of(AREAS, {"budget": 3, "cash": 3}, 3).areas[0]
    assert with_open.band == Band.HIGH


def test_area_without_answers_has_no_place_on_the_scale():
    papers = profile_of(AREAS, {"budget": 1}, 3).areas[1]
    assert (papers.mean, papers.share, papers.band, papers.unanswered) == (None, None, None, 2)


@pytest.mark.parametrize(
    ("levels", "given_levels", "band"),
    [
        (4, [1, 1, 1], Band.LOW),
        (4, [2, 2, 1], Band.LOW),
        (4, [2, 2, 2], Band.MIDDLE),
        (4, [3, 3, 2], Band.MIDDLE),
        (4, [3, 3, 3], Band.HIGH),
        (2, [1, 1, 2], Band.MIDDLE),
        (2, [1, 2, 2], Band.HIGH),
        (5, [5, 5, 5], Band.HIGH),
    ],
)
def test_band_is_the_third_of_the_scale_and_its_border_belongs_to_the_higher_one(levels, given_levels, band):
    found = profile_of([MONEY], dict(zip(MONEY.statements, given_levels, strict=True)), levels)
    assert found.areas[0].band == band


def test_bottleneck_is_the_weakest_area():
    profile = profile_of(AREAS, {"budget": 2, "contract": 1}, 4)
    assert profile.bottleneck
    assert profile.bottleneck.id == "papers"


def test_areas_that_are_alike_keep_the_order_of_the_page():
    profile = profile_of(AREAS, {"budget": 1, "contract": 1}, 4)
    assert [area.id for area in profile.to_strengthen] == ["money", "papers"]


def test_nothing_is_a_bottleneck_when_every_answered_area_is_strong():
    assert profile_of(AREAS, {"budget": 4}, 4).bottleneck is None


def test_answer_to_a_statement_that_is_gone_is_left_out():
    profile = profile_of(AREAS, {"budget": 4, "removed": 1}, 4)
    assert (profile.answered, profile.unanswered) == (1, 4)


def test_profile_is_whole_when_every_area_has_an_answer():
    assert profile_of(AREAS, {"budget": 1, "payroll": 1}, 3).is_whole
    assert not profile_of(AREAS, {"budget": 1, "cash": 1}, 3).is_whole


@given(answers)
def test_every_statement_is_answered_or_counted_out(given_answers):
    profile = profile_of(AREAS, given_answers, 4)
    assert profile.answered == len(given_answers)
    assert profile.answered + profile.unanswered == 5


@given(answers, st.sampled_from(MONEY.statements))
def test_a_higher_answer_never_weakens_an_area(given_answers, statement):
    before = profile_of(AREAS, given_answers | {statement: 1}, 4).areas[0].share
    after = profile_of(AREAS, given_answers | {statement: 2}, 4).areas[0].share
    assert before is not None
    assert after is not None
    assert after > before


@given(answers)
def test_the_order_of_what_to_strengthen_is_from_the_weakest(given_answers):
    shares = [area.share for area in profile_of(AREAS, given_answers, 4).to_strengthen]
    assert shares == sorted(share for share in shares if share is not None)
