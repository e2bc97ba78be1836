"""What answers mean, and when a link counts as dead."""

import datetime

import pytest

from hub.link_checks.verdicts import NO_FAILURE, Answer, Outcome, Verdict, answer_of, next_verdict

MONDAY = datetime.date(2026, 11, 30)
TUESDAY = MONDAY + datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("status_code", "outcome"),
    [
        (200, Outcome.WORKS),
        (206, Outcome.WORKS),
        (304, Outcome.WORKS),
        (401, Outcome.REFUSED),
        (403, Outcome.REFUSED),
        (404, Outcome.NOT_FOUND),
        (410, Outcome.NOT_FOUND),
        (416, Outcome.WORKS),
        (429, Outcome.REFUSED),
        (500, Outcome.SERVER_ERROR),
        (503, Outcome.SERVER_ERROR),
        (999, Outcome.REFUSED),
    ],
)
def test_number_of_a_site_says_what_came_of_it(status_code, outcome):
    assert answer_of(status_code).outcome is outcome


def test_number_is_told_where_something_is_wrong_only():
    assert answer_of(404) == Answer(Outcome.NOT_FOUND, 404)
    assert answer_of(200) == Answer(Outcome.WORKS)


def test_first_failure_is_remembered_and_kills_nothing():
    assert next_verdict(Verdict(), Outcome.NOT_FOUND, MONDAY) == Verdict(MONDAY, False)


def test_second_failure_of_the_same_day_kills_nothing():
    assert next_verdict(Verdict(MONDAY), Outcome.SLOW, MONDAY) == Verdict(MONDAY, False)


def test_failures_of_two_days_make_a_link_dead_since_the_first():
    assert next_verdict(Verdict(MONDAY), Outcome.SLOW, TUESDAY) == Verdict(MONDAY, True)


def test_dead_link_stays_dead_at_a_failure_of_the_same_day():
    assert next_verdict(Verdict(MONDAY, True), Outcome.SLOW, MONDAY) == Verdict(MONDAY, True)


@pytest.mark.parametrize("outcome", sorted(NO_FAILURE, key=lambda outcome: outcome.value))
def test_answer_that_is_no_failure_brings_a_link_back(outcome):
    assert next_verdict(Verdict(MONDAY, True), outcome, TUESDAY) == Verdict()
