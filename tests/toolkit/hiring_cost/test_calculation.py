"""What hiring costs: against an oracle written from the law, and by properties that any right answer has."""

import datetime
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.dates import add_months
from tests.support.starter_facts import figures, starter_facts
from tests.toolkit.hiring_cost import oracle
from toolkit.hiring_cost.calculation import Result, calculate
from toolkit.hiring_cost.issues import Issue
from toolkit.hiring_cost.keys import KEYS
from toolkit.hiring_cost.plan import Ground, PensionEmployer, Plan
from toolkit.hiring_cost.rates import Item, NotDue
from toolkit.hiring_cost.subsidy import Bound

FACTS = starter_facts()
TODAY = datetime.date(2025, 1, 1)
JANUARY = datetime.date(2026, 1, 1)
CLOSE = Decimal("0.000001")

money = st.decimals(min_value=100, max_value=20_000, places=2)
starts = st.dates(datetime.date(2025, 1, 1), datetime.date(2027, 6, 30))
lengths = st.integers(1, 30)
shares = st.sampled_from([None, *(Decimal(each) / 20 for each in range(2, 21))])
grounds = st.sampled_from(list(Ground))
plans = st.builds(
    Plan,
    start=starts,
    months=lengths,
    pay=money,
    share=shares,
    ground=grounds,
    supplement=st.decimals(min_value=0, max_value=3000, places=2),
)
quick = settings(max_examples=60, deadline=None)


def count(plan: Plan) -> Result:
    return calculate(plan, FACTS, TODAY)


def issues(result: Result) -> set[Issue]:
    return {found.issue for found in result.issues}


def rate_of(result: Result, item: Item):
    return next(line.rate for line in result.lines if line.item is item)


@quick
@given(start=starts, months=lengths, pay=money, share=shares, ground=grounds)
def test_oracle_of_the_law_says_the_same(start, months, pay, share, ground):
    result = count(
        Plan(start=start, months=months, pay=pay, share=share, ground=ground, leave_compensation=Decimal(9))
    )
    last = add_months(start, months) - datetime.timedelta(days=1)
    until = None
    if ground is not Ground.NONE:
        until = add_months(start, oracle.SUBSIDY[ground][2]) - datetime.timedelta(days=1)
    told = oracle.tell(
        start,
        last,
        str(pay),
        "9",
        ground=ground,
        share=Fraction(str(share or 1)),
        subsidised_until=until,
    )
    assert abs(Fraction(result.cost) - told.cost) < Fraction(1, 10**6)
    assert abs(Fraction(result.subsidy) - told.subsidy) < Fraction(1, 10**6)


def test_sum_worked_by_hand():
    """1 000 € in January 2026 with 9 % leave compensation: 1 090 € with contributions of 19.83 %."""
    result = count(Plan(start=JANUARY, months=1, pay=Decimal(1000)))
    assert result.cost == Decimal("1090") * Decimal("1.1983")
    assert result.net == result.cost


@pytest.mark.parametrize(
    ("ground", "pay", "share", "subsidy", "bound"),
    [
        (Ground.SKILLS, "1500", None, "750", Bound.SHARE),
        (Ground.SKILLS, "4000", None, "1260", Bound.CAP),
        (Ground.ABILITY, "2000", None, "1400", Bound.SHARE),
        (Ground.ABILITY, "3000", None, "1770", Bound.CAP),
        (Ground.AGE, "3000", None, "1770", Bound.CAP),
        (Ground.ASSOCIATION, "1000", "0.65", "1230", Bound.SHARE),
        (Ground.ASSOCIATION, "1000", None, "799.5", Bound.SHARE),
        (Ground.ASSOCIATION, "1642.28", "0.65", "2020", Bound.CAP),
        (Ground.ASSOCIATION, "1642.27", "0.65", "2019.9921", Bound.SHARE),
        # Below 65 % of full time only the pay of the hours worked counts, not more.
        (Ground.ASSOCIATION, "1000", "0.5", "1230", Bound.SHARE),
    ],
)
def test_subsidy_of_a_whole_month(ground, pay, share, subsidy, bound):
    plan = Plan(start=JANUARY, months=1, pay=Decimal(pay), share=share and Decimal(share), ground=ground)
    result = count(plan)
    assert result.subsidy == result.worked.amount == Decimal(subsidy)
    assert result.worked.bound is bound


def test_subsidy_is_never_more_than_the_work_costs():
    plan = Plan(
        start=JANUARY,
        months=1,
        pay=Decimal(1000),
        share=Decimal("0.65"),
        ground=Ground.ASSOCIATION,
        leave_compensation=Decimal(0),
    )
    result = count(plan)
    assert result.worked.bound is Bound.COST
    assert result.subsidy == result.cost
    assert Issue.COST_LIMIT in issues(result)


@quick
@given(plans)
def test_aid_never_exceeds_cap_or_cost(plan):
    result = count(plan)
    for month in result.months:
        assert month.subsidy >= 0
        assert month.supplement >= 0
        assert month.aid <= month.cost + CLOSE
        assert month.subsidy <= 2020
    assert result.net >= -CLOSE


@quick
@given(plans, money)
def test_higher_pay_never_costs_less(plan, more):
    higher = replace(plan, pay=plan.pay + more)
    assert count(higher).cost >= count(plan).cost
    assert count(higher).subsidy >= count(plan).subsidy - CLOSE


@quick
@given(plans)
def test_longer_work_never_costs_less(plan):
    assert count(replace(plan, months=plan.months + 1)).cost >= count(plan).cost


@quick
@given(start=starts.filter(lambda day: day.day <= 28), first=lengths, second=lengths, pay=money)
def test_months_add_up(start, first, second, pay):
    whole = Plan(start=start, months=first + second, pay=pay)
    later = replace(whole, start=add_months(start, first), months=second)
    both = count(replace(whole, months=first)).cost + count(later).cost
    assert abs(count(whole).cost - both) < CLOSE


@quick
@given(plans)
def test_lines_and_months_are_the_same_money(plan):
    result = count(plan)
    assert abs(sum(line.amount for line in result.lines) - result.cost) < CLOSE
    assert abs(result.net - sum(month.net for month in result.months)) < CLOSE


def test_start_late_in_the_year_uses_the_rates_of_both_years():
    result = count(Plan(start=datetime.date(2025, 11, 1), months=4, pay=Decimal(1000)))
    pension = [(line.rate.percent, line.parts) for line in result.lines if line.item is Item.PENSION]
    assert pension == [(Decimal("17.38"), 2), (Decimal("17.10"), 2)]
    assert Issue.RATES_OUTDATED not in issues(result)


def test_year_without_rates_uses_the_last_ones_and_says_so():
    result = count(Plan(start=datetime.date(2026, 12, 1), months=2, pay=Decimal(1000)))
    pension = [(line.first.year, line.rate.is_outdated) for line in result.lines if line.item is Item.PENSION]
    assert pension == [(2026, False), (2027, True)]
    assert Issue.RATES_OUTDATED in issues(result)


def test_month_that_begins_in_its_middle_is_paid_by_its_days():
    result = count(Plan(start=datetime.date(2026, 1, 17), months=1, pay=Decimal(3100)))
    assert [round(month.amounts[Item.PAY], 6) for month in result.months] == [
        Decimal(1500),
        round(Decimal(3100) * 16 / 28, 6),
    ]


def test_payroll_above_the_limit_has_the_higher_rate_on_what_is_above():
    plan = Plan(start=JANUARY, months=12, pay=Decimal(1000), leave_compensation=Decimal(0))
    result = count(replace(plan, payroll=Decimal(2_509_500 - 2500)))
    sums = {line.item: (line.base, line.amount) for line in result.lines}
    assert sums[Item.UNEMPLOYMENT] == (2500, Decimal("7.75"))
    assert sums[Item.UNEMPLOYMENT_ABOVE] == (9500, Decimal("116.85"))


def test_payroll_limit_is_of_one_year():
    plan = Plan(
        start=datetime.date(2026, 12, 1), months=2, pay=Decimal(1000), payroll=Decimal(2_509_500 - 1500)
    )
    items = {line.item for line in count(plan).lines}
    assert Item.UNEMPLOYMENT_ABOVE not in items


@pytest.mark.parametrize(
    ("payroll", "reason"), [("0", NotDue.EARNINGS), ("400", NotDue.EARNINGS), ("400.01", None), (None, None)]
)
def test_small_payroll_pays_no_unemployment_or_accident_insurance(payroll, reason):
    plan = Plan(
        start=JANUARY,
        months=1,
        pay=Decimal(1100),
        leave_compensation=Decimal(0),
        payroll=payroll and Decimal(payroll),
    )
    result = count(plan)
    assert rate_of(result, Item.UNEMPLOYMENT).not_due is reason
    assert rate_of(result, Item.ACCIDENT).not_due is reason


@pytest.mark.parametrize(
    ("age", "spared"),
    [
        (15, {Item.PENSION, Item.HEALTH, Item.UNEMPLOYMENT}),
        (17, {Item.UNEMPLOYMENT}),
        (18, set()),
        (64, set()),
        (65, {Item.UNEMPLOYMENT}),
        (69, {Item.PENSION, Item.HEALTH, Item.UNEMPLOYMENT}),
        (None, set()),
    ],
)
def test_contributions_have_age_limits(age, spared):
    result = count(Plan(start=JANUARY, months=1, pay=Decimal(1000), age=age))
    assert {line.item for line in result.lines if line.rate.not_due is NotDue.AGE} == spared


@pytest.mark.parametrize(
    ("employer", "percent"),
    [
        (PensionEmployer.AVERAGE, "17.10"),
        (PensionEmployer.CONTRACT, "17.55"),
        (PensionEmployer.TEMPORARY, "18.55"),
    ],
)
def test_employer_pays_the_whole_contribution_less_the_employees_share(employer, percent):
    result = count(Plan(start=JANUARY, months=1, pay=Decimal(1000), employer=employer))
    assert rate_of(result, Item.PENSION).percent == Decimal(percent)


def test_own_rates_stand_in_for_the_facts():
    plan = Plan(
        start=JANUARY, months=1, pay=Decimal(1000), pension_rate=Decimal(20), accident_rate=Decimal(8)
    )
    result = count(plan)
    assert rate_of(result, Item.PENSION).percent == 20
    assert rate_of(result, Item.ACCIDENT).percent == 8


STOPPED = Plan(start=JANUARY, months=1, pay=Decimal(1500), ground=Ground.ASSOCIATION)


@pytest.mark.parametrize(
    ("changes", "stop"),
    [
        ({"start": datetime.date(2024, 12, 31)}, Issue.STARTED),
        ({"had_subsidy": True}, Issue.EARLIER_SUBSIDY),
        ({"unemployed": 23}, Issue.UNEMPLOYED_TOO_SHORT),
        ({"ground": Ground.AGE, "unemployed": 23}, Issue.UNEMPLOYED_TOO_SHORT),
        ({"ground": Ground.AGE, "age": 54}, Issue.TOO_YOUNG),
        ({"ground": Ground.AGE, "hours": Decimal("24.5")}, Issue.TOO_FEW_HOURS),
    ],
)
def test_hard_stop_leaves_no_subsidy(changes, stop):
    result = count(replace(STOPPED, **changes))
    assert [found.issue for found in result.issues if found.is_stop] == [stop]
    assert result.subsidy == 0
    assert result.net == result.cost


@pytest.mark.parametrize(
    "changes",
    [
        {"unemployed": 24},
        {"ground": Ground.ABILITY, "had_subsidy": True},
        {"ground": Ground.AGE, "age": 55, "hours": Decimal(25), "unemployed": 24},
    ],
)
def test_what_meets_the_terms_is_not_stopped(changes):
    result = count(replace(STOPPED, **changes))
    assert [found for found in result.issues if found.is_stop] == []
    assert result.subsidy > 0


@pytest.mark.parametrize(
    ("changes", "issue"),
    [
        ({}, Issue.APPLY_FIRST),
        ({}, Issue.DISCRETIONARY),
        ({}, Issue.UNEMPLOYMENT_UNKNOWN),
        ({}, Issue.WORKING_TIME_UNKNOWN),
        ({"share": Decimal("0.8")}, Issue.WORKING_TIME_ABOVE),
        ({"pay": Decimal(9000)}, Issue.CAPPED),
        ({"months": 11}, Issue.SHORTER),
        ({"is_business": True}, Issue.BUSINESS),
        ({}, Issue.EMPLOYMENT_CONDITION),
        ({"ground": Ground.SKILLS}, Issue.SIDE_COSTS_NOT_COVERED),
        ({"ground": Ground.AGE}, Issue.HOURS_UNKNOWN),
        ({"supplement": Decimal(9000)}, Issue.SUPPLEMENT_CUT),
    ],
)
def test_reader_is_reminded(changes, issue):
    assert issue in issues(count(replace(STOPPED, **changes)))


@pytest.mark.parametrize(("start", "amount"), [("2024-09-01", 75), ("2024-09-02", 0)])
def test_employment_condition_is_that_of_the_day(start, amount):
    day = datetime.date.fromisoformat(start)
    result = calculate(replace(STOPPED, start=day), FACTS, day)
    [found] = [found for found in result.issues if found.issue is Issue.EMPLOYMENT_CONDITION]
    assert found.figures[0].amount == amount


def test_subsidy_ends_after_its_longest_time():
    result = count(replace(STOPPED, months=12))
    assert [month.subsidy > 0 for month in result.months] == [True] * 10 + [False] * 2


@pytest.mark.parametrize(("granted", "paid"), [(5, 5), (10, 10), (12, 10), (None, 10)])
def test_subsidy_lasts_as_long_as_it_is_granted_and_never_longer_than_its_ground_allows(granted, paid):
    result = count(replace(STOPPED, months=12, granted=granted))
    assert [month.subsidy > 0 for month in result.months] == [True] * paid + [False] * (12 - paid)
    told = Issue.SHORTER in [found.issue for found in result.issues]
    assert told is (granted != 5)


def test_supplement_ends_after_its_months():
    result = count(
        replace(STOPPED, ground=Ground.NONE, months=4, supplement=Decimal(300), supplement_months=2)
    )
    assert [month.supplement for month in result.months] == [300, 300, 0, 0]


@pytest.mark.parametrize(("lag", "paid", "gap"), [(0, 0, 0), (1, 1, 1), (2, 2, 2), (9, 3, 3)])
def test_cash_gap_is_what_is_paid_before_the_subsidy_comes(lag, paid, gap):
    result = count(replace(STOPPED, ground=Ground.SKILLS, months=3, lag=lag))
    month = result.months[0]
    assert result.paid_first == paid * month.cost
    assert result.cash_gap == gap * month.subsidy


def test_without_aid_there_is_no_cash_gap():
    result = count(replace(STOPPED, ground=Ground.NONE))
    assert result.paid_first == result.cash_gap == 0


def test_hour_costs_all_that_the_hours_cost():
    result = count(replace(STOPPED, ground=Ground.NONE, months=12, hours=Decimal(20)))
    assert abs(result.cost_per_hour * 1040 - result.cost) < CLOSE


@pytest.mark.parametrize("key", sorted(set(KEYS)))
def test_fact_that_is_not_published_never_fails(key):
    facts = starter_facts(without=[key])
    for ground in Ground:
        plan = replace(
            STOPPED,
            ground=ground,
            employer=PensionEmployer.CONTRACT,
            payroll=Decimal(0),
            age=56,
            is_business=True,
        )
        assert calculate(plan, facts, TODAY).cost > 0


def test_missing_rate_is_said_and_left_out():
    result = calculate(STOPPED, starter_facts(without=["health-insurance-employer"]), TODAY)
    assert Issue.RATES_MISSING in issues(result)
    assert result.total_of(Item.HEALTH) == 0


@pytest.mark.parametrize(
    "key", ["wage-subsidy-100-cap", "wage-subsidy-100-factor", "wage-subsidy-100-months"]
)
def test_missing_terms_leave_no_subsidy_and_are_said(key):
    result = calculate(STOPPED, starter_facts(without=[key]), TODAY)
    assert Issue.TERMS_UNKNOWN in issues(result)
    assert result.subsidy == 0


def test_every_key_is_a_starter_fact():
    assert set(KEYS) <= {figure.key for figure in figures()}


def test_year_of_pensions_is_the_same_in_every_order_of_months():
    whole = count(Plan(start=JANUARY, months=12, pay=Decimal(1500)))
    assert {month.cost for month in whole.months} == {whole.cost / 12}
