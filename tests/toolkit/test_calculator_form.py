"""What a reader may write into the calculator, and what it says when it cannot read it."""

import datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from toolkit.calculator_form import CalculatorForm
from toolkit.hiring_cost.plan import Ground, PensionEmployer
from toolkit.models import LocalSupport

pytestmark = pytest.mark.django_db

TOLD = {"pay": "1 500,50 €", "months": "6", "start": "1.2.2027"}


def form(**told: str) -> CalculatorForm:
    return CalculatorForm(TOLD | told, list(LocalSupport.objects.all()))


def errors(told: CalculatorForm) -> dict[str, list[str]]:
    return {name: list(messages) for name, messages in told.errors.items()}


def plan(**told: str):
    read = form(**told)
    assert errors(read) == {}
    return read.plans[0]


def test_three_fields_are_enough():
    read = plan()
    assert (read.pay, read.months, read.start) == (Decimal("1500.50"), 6, datetime.date(2027, 2, 1))
    assert (read.ground, read.employer, read.lag) == (Ground.NONE, PensionEmployer.AVERAGE, 2)
    assert read.leave_compensation is read.payroll is read.share is None


@pytest.mark.parametrize("day", ["1.2.2027", "01.02.2027", "1. 2. 2027", "2027-02-01", " 1.2.2027 "])
def test_day_is_read_in_the_usual_ways(day):
    assert plan(start=day).start == datetime.date(2027, 2, 1)


@pytest.mark.parametrize(
    "day",
    ["", "32.1.2027", "29.2.2027", "1.2.27", "2/1/2027", "huomenna", "1.2.99999", "٠١.٠٢.٢٠٢٧", "1.2.1999"],
)
def test_day_that_is_none_says_how_to_write_it(day):
    with override("fi"):
        assert list(errors(form(start=day))) == ["start"]


HOSTILE = [
    "abc",
    "NaN",
    "1E+9999",
    "-1",
    "\u22125",
    "1.500",
    "٣",
    "12\u202e5",
    "9" * 10_000,
    "1" * 30,
    "<b>1</b>",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["pay", "months", "hours", "payroll", "leave", "b_pay", "supplement", "age"])
def test_number_that_is_none_is_refused_at_its_field_and_kept(name, value):
    read = form(**{name: value})
    assert list(errors(read)) == [name]
    assert read[name].value() == value


def test_null_character_is_refused():
    assert list(errors(form(pay="15\x0000"))) == ["pay"]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_error_is_in_the_language_of_the_page(language):
    with override(language):
        [said] = errors(form(pay="abc"))["pay"]
    assert said.startswith({"fi": "Kirjoittakaa luku numeroin", "sv": "Skriv talet med siffror"}[language])


@pytest.mark.parametrize("name", ["ground", "employer", "municipality", "support", "b_ground"])
def test_choice_that_is_none_is_refused(name):
    assert list(errors(form(**{name: "ei-ole"}))) == [name]


def test_pay_by_the_hour_is_counted_for_a_month_of_weeks():
    read = plan(pay="", hourly="12", hours="20")
    assert abs(read.pay - 1040) < Decimal("0.000001")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"pay": ""}, "pay"),
        ({"pay": "0"}, "pay"),
        ({"hourly": "12"}, "hourly"),
        ({"pay": "", "hourly": "12"}, "hours"),
        ({"pay": "", "hourly": "0", "hours": "20"}, "hourly"),
        ({"hours": "40", "full_time": "37,5"}, "hours"),
        ({"hours": "20", "full_time": "37,5", "share": "80"}, "share"),
        ({"full_time": "0"}, "full_time"),
        ({"hours": "0"}, "hours"),
        ({"share": "0"}, "share"),
        ({"months": "0"}, "months"),
        ({"months": "2,5"}, "months"),
        ({"b_hours": "40", "full_time": "37,5"}, "b_hours"),
    ],
)
def test_what_does_not_fit_together_is_said_at_its_field(told, field):
    assert list(errors(form(**told))) == [field]


@pytest.mark.parametrize(
    ("told", "share", "hours"),
    [
        ({"hours": "30", "full_time": "37,5"}, "0.8", "30"),
        ({"share": "80", "full_time": "37,5"}, "0.8", "30"),
        ({"share": "80 %"}, "0.8", None),
        ({"hours": "30"}, None, "30"),
    ],
)
def test_working_time_is_read_from_hours_or_share(told, share, hours):
    read = plan(**told)
    assert read.share == (share and Decimal(share))
    assert read.hours == (hours and Decimal(hours))


def test_second_plan_has_only_what_is_different():
    read = form(hourly="14", pay="", hours="20", full_time="37,5", b_hours="25", b_ground="50")
    assert errors(read) == {}
    first, second = read.plans
    assert (first.hours, second.hours) == (20, 25)
    assert abs(second.pay * 20 - first.pay * 25) < Decimal("0.000001")
    assert (first.ground, second.ground) == (Ground.NONE, Ground.SKILLS)
    assert first.start == second.start


def test_local_support_is_counted_with_its_highest_sum_and_months():
    read = plan(support="rovaniemi-kuntalisa")
    assert (read.supplement, read.supplement_months) == (350, 12)


def test_support_of_another_place_is_refused():
    assert list(errors(form(support="helsinki-lisa", municipality="698"))) == ["support"]


@pytest.mark.parametrize(
    ("key", "code"), [("helsinki-lisa", "091"), ("keski-pohjanmaa-nuorten-seteli", "272")]
)
def test_support_of_the_place_or_its_area_is_counted(key, code):
    assert plan(support=key, municipality=code).supplement > 0


def test_own_sum_stands_in_for_the_highest():
    assert plan(support="rovaniemi-kuntalisa", supplement="200").supplement == 200


def test_loan_is_not_offered_as_a_support():
    assert list(errors(form(support="tuusula-laina"))) == ["support"]


def test_grounds_are_named_with_their_share():
    with override("fi"):
        labels = dict(form().fields["ground"].choices)
    assert labels["100"].replace("\u00a0", " ") == "100 %: pitkään työttömänä ollut"
