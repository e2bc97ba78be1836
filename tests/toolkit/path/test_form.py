"""The questions: what is read, what is refused and how, what is kept."""

import datetime

import pytest
from django.utils import timezone

from hub.dates import format_day
from toolkit.fields import YEARS_AHEAD
from toolkit.path.form import PathForm

START = datetime.date(timezone.localdate().year + 1, 1, 11)
GOOD = {
    "first": "yes",
    "way": "pay",
    "term": "open",
    "start": format_day(START),
    "end": "",
    "payday": "15",
    "minor": "no",
    "insured": "no",
}


def test_nothing_told_is_an_empty_form():
    form = PathForm({"utm": "x", "key": "0" * 12})
    assert not form.is_bound
    assert form.key == "0" * 12


@pytest.mark.parametrize("text", ["11.1.{y}", "11. 1. {y}", " 11.01.{y} ", "11 . 1 . {y}"])
def test_day_is_read_as_people_write_it(text):
    form = PathForm(GOOD | {"start": text.format(y=START.year)})
    assert form.is_valid()
    assert form.answers.start == START


HOSTILE = [
    "",
    "31.2.2027",
    "11.1",
    "2027",
    "huomenna",
    "\x00",
    "\u202e1.1.2027",
    "١١.١.٢٠٢٧",
    "9" * 10_000,
    "0.0.0000",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_day_is_explained_and_kept(text):
    form = PathForm(GOOD | {"start": text})
    assert not form.is_valid()
    assert "esimerkiksi" in form.errors["start"][0]
    assert form["start"].value() == text


@pytest.mark.parametrize("text", ["1.1.1900", "31.12.9999"])
def test_a_day_of_another_age_is_refused_with_the_years(text):
    form = PathForm(GOOD | {"start": text})
    assert "2023" in form.errors["start"][0]
    assert str(timezone.localdate().year + YEARS_AHEAD) in form.errors["start"][0]


@pytest.mark.parametrize("text", ["", "0", "32", "-1", "1e3", "١٥", "\x00", "viides", "9" * 10_000])
def test_what_is_no_day_of_the_month_is_explained_and_kept(text):
    form = PathForm(GOOD | {"payday": text})
    assert "1–31" in form.errors["payday"][0]
    assert form["payday"].value() == text


@pytest.mark.parametrize("text", ["15", "15.", " 15 "])
def test_payday_is_read(text):
    form = PathForm(GOOD | {"payday": text})
    assert form.is_valid()
    assert form.answers.payday == 15


@pytest.mark.parametrize("question", ["first", "way", "term", "minor", "insured"])
@pytest.mark.parametrize("text", ["", "maybe", "yes\x00", "<b>"])
def test_an_answer_that_is_none_is_refused(question, text):
    assert list(PathForm(GOOD | {question: text}).errors) == [question]


def test_the_last_day_comes_after_the_first():
    form = PathForm(GOOD | {"term": "fixed", "end": format_day(START)})
    assert list(form.errors) == ["end"]


def test_an_open_ended_job_has_no_last_day():
    form = PathForm(GOOD | {"end": format_day(START + datetime.timedelta(days=90))})
    assert list(form.errors) == ["end"]


def test_the_key_stays_when_the_answers_change():
    first = PathForm(GOOD)
    later = PathForm(GOOD | {"payday": "20", "key": first.key})
    assert len(first.key) == 12
    assert later.query["key"] == first.key
    assert PathForm(GOOD | {"payday": "20"}).key != first.key


@pytest.mark.parametrize("sent", ["", "x", "<script>", "0" * 13, "\x00" * 12])
def test_a_key_that_is_none_is_made_anew(sent):
    assert PathForm(GOOD | {"key": sent}).key == PathForm(GOOD).key


def test_a_link_holds_the_answers_only():
    form = PathForm(GOOD | {"name": "Maija", "key": "x"})
    assert set(form.query) == {*GOOD, "key"}
