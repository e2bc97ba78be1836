"""Steps as plain data: what is refused, what answers choose, and in which order."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.deadlines import Rule
from toolkit.path.answers import CHOICES, Answers, conditions_of
from toolkit.path.steps import Problem, Stage, Step, all_in_order, plan_of, problems_of

START = datetime.date(2027, 1, 11)
CHOSEN = {"first": "yes", "way": "pay", "term": "open", "minor": "no", "insured": "no"}


def step(key: str, after: str = "", only: str = "", rule: Rule = Rule.BEFORE_START, **values) -> Step:
    plain = {"fact": "", "unit": "", "weeks": 0} | values
    return Step(key=key, after=after, conditions=conditions_of(only.split()), rule=rule, **plain)


def answers(**values) -> Answers:
    plain = {"start": START, "end": None, "payday": 15}
    plain |= {name: values.pop(name) for name in list(values) if name in plain}
    return Answers(CHOSEN | values, **plain)


def amount(key: str, day: datetime.date) -> int | None:
    return {"days": 5, "day": 12}.get(key)


def keys(plan) -> list[str]:
    return [planned.step.key for planned in plan]


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ([step("a"), step("b", "a")], []),
        ([step("a"), step("a")], [(1, Problem.SAME_KEY)]),
        ([step("a", "nobody")], [(0, Problem.UNKNOWN)]),
        ([step("a", "a")], [(0, Problem.CIRCLE)]),
        ([step("a", "b"), step("b", "a")], [(0, Problem.CIRCLE), (1, Problem.CIRCLE)]),
        ([step("a", "b"), step("b", "a"), step("c", "a")], [(0, Problem.CIRCLE), (1, Problem.CIRCLE)]),
        ([step("a", rule=Rule.PAYDAY), step("b", "a")], [(1, Problem.LATER)]),
        ([step("a", only="way=trial"), step("b", "a", "way=pay way=subsidy")], [(1, Problem.UNREACHABLE)]),
        ([step("a", only="way=trial way=pay"), step("b", "a", "way=pay")], []),
        ([step("a", only="way=pay"), step("b", "a"), step("c", "b", "way=trial")], []),
        ([step("a", rule=Rule.AFTER_PAYDAY)], [(0, Problem.NO_FACT)]),
        ([step("a", fact="days", unit="days")], [(0, Problem.NEEDLESS_FACT)]),
        ([step("a", rule=Rule.NEXT_MONTH, fact="days", unit="days")], [(0, Problem.WRONG_UNIT)]),
        ([step("a", rule=Rule.AFTER_START, fact="months", unit="months")], []),
    ],
)
def test_steps_that_make_no_path_are_found(steps, found):
    assert problems_of(steps) == found


def test_answers_choose_the_steps():
    steps = [step("all"), step("subsidy", only="way=subsidy"), step("paid", only="way=pay way=subsidy")]
    assert keys(plan_of(steps, answers(), amount)) == ["all", "paid"]
    assert keys(plan_of(steps, answers(way="subsidy"), amount)) == ["all", "subsidy", "paid"]


def test_all_the_questions_that_are_named_must_agree():
    steps = [step("a", only="way=pay first=no")]
    assert keys(plan_of(steps, answers(), amount)) == []
    assert keys(plan_of(steps, answers(first="no"), amount)) == ["a"]


def test_a_step_follows_the_nearest_one_that_is_shown():
    steps = [step("c", "b"), step("b", "a", "way=trial"), step("a")]
    assert keys(plan_of(steps, answers(), amount)) == ["a", "c"]


def test_a_step_is_due_no_later_than_what_comes_after_it():
    steps = [step("slow", weeks=1), step("early", "slow", weeks=4)]
    plan = plan_of(steps, answers(), amount)
    assert keys(plan) == ["slow", "early"]
    assert plan[0].dues[0].day == plan[1].dues[0].day == datetime.date(2026, 12, 14)
    assert not plan[0].dues[0].is_moved


def test_recurring_steps_have_a_date_for_each_payday():
    steps = [
        step("report", rule=Rule.AFTER_PAYDAY, fact="days", unit="days"),
        step("tax", rule=Rule.NEXT_MONTH, fact="day", unit="count"),
    ]
    plan = plan_of(steps, answers(term="fixed", end=datetime.date(2027, 2, 26)), amount)
    assert [due.day.isoformat() for due in plan[0].dues] == ["2027-01-20", "2027-02-22", "2027-03-03"]
    assert [due.day.isoformat() for due in plan[1].dues] == ["2027-02-12", "2027-03-12"]


def test_a_time_limit_that_nobody_knows_gives_no_date():
    plan = plan_of([step("a", rule=Rule.AFTER_START, fact="gone", unit="days")], answers(), amount)
    assert plan[0].dues == []


def test_without_a_last_day_the_end_has_no_date():
    assert plan_of([step("a", rule=Rule.AT_END)], answers(), amount)[0].dues == []


RULES = [Rule.BEFORE_DECISION, Rule.BEFORE_START, Rule.AT_START, Rule.PAYDAY, Rule.AT_END]


@st.composite
def orderly_steps(draw) -> list[Step]:
    """Steps with conditions, none of which comes after a later part; in any order."""
    steps: list[Step] = []
    for number in range(draw(st.integers(1, 8))):
        rule = draw(st.sampled_from(RULES))
        made = step(f"s{number}", rule=rule, weeks=draw(st.integers(0, 12)))
        earlier = [each.key for each in steps if each.stage <= made.stage]
        only = draw(st.sampled_from(["", "way=pay", "way=trial", "first=no"]))
        steps.append(
            made._replace(after=draw(st.sampled_from(["", *earlier])), conditions=conditions_of(only.split()))
        )
    return draw(st.permutations(steps))


@given(orderly_steps(), st.dates(datetime.date(2026, 1, 1), datetime.date(2028, 12, 31)), st.data())
def test_order_keeps_parts_followers_and_dates(steps, start, data):
    chosen = {question: data.draw(st.sampled_from(choices)) for question, choices in CHOICES.items()}
    given_answers = answers(start=start, **chosen)
    plan = plan_of(steps, given_answers, amount)
    places = {planned.step.key: place for place, planned in enumerate(plan)}
    assert set(places) == {each.key for each in steps if given_answers.meet(each.conditions)}
    assert [planned.step.stage for planned in plan] == sorted(planned.step.stage for planned in plan)
    for each in steps:
        if each.key in places and each.after in places:
            assert places[each.after] < places[each.key]
    days = [p.dues[0].day for p in plan if p.dues and p.step.stage is Stage.BEFORE_START]
    assert days == sorted(days)


@given(orderly_steps())
def test_the_order_of_the_editor_changes_no_date(steps):
    by_key = {p.step.key: p.dues for p in plan_of(steps, answers(), amount)}
    assert {p.step.key: p.dues for p in plan_of(list(reversed(steps)), answers(), amount)} == by_key


def test_the_whole_path_has_every_step_once():
    steps = [step("b", "a"), step("a"), step("z", only="way=trial")]
    assert keys(all_in_order(steps)) == ["a", "b", "z"]


def test_the_key_of_answers_is_the_same_for_the_same_answers_only():
    assert answers().key == answers().key
    assert answers().key != answers(first="no").key
