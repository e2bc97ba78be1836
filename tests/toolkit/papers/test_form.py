"""The form of a paper: what is read of what people type, what is missing, which words could be better."""

import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.dates import format_day, parse_day
from toolkit.papers.blocks import Kind
from toolkit.papers.form import OPEN, TICKED, PaperForm, example_of

OPTIONS = ["Palkkatyö", "Työkokeilu"]


def field(name: str = "a", kind: str = Kind.LINE, **more: Any) -> dict[str, Any]:
    plain = {"hint": "", "example": "", "unit": "", "is_required": False}
    return {"name": name, "label": f"Kysymys {name}", "kind": kind, "options": [], **plain} | more


def filled(described: dict[str, Any], value: Any) -> PaperForm:
    form = PaperForm([described], {described["name"]: value})
    form.is_valid()
    return form


@pytest.mark.parametrize("text", ["1 000,50", "1\u00a0000,50", "12,5", "12.5", "0"])
def test_number_stays_as_it_was_typed_and_gets_its_unit(text):
    form = filled(field(kind=Kind.NUMBER, unit="euroa"), text)
    assert form.answer("a").paragraphs == [f"{text} euroa"]


@pytest.mark.parametrize("text", ["kaksi", "NaN", "1E+9999", "-5", "\u22125", "1.000", "٣", "9" * 300])
def test_what_is_no_number_gets_a_message_and_is_kept(text):
    form = filled(field(kind=Kind.NUMBER), text)
    assert "1 500,50" in str(form.errors["a"]) or "200" in str(form.errors["a"])
    assert form["a"].value() == text


@pytest.mark.parametrize("text", ["1.2.2027", "01. 02. 2027", "2027-02-01"])
def test_day_is_written_as_people_write_it(text):
    assert filled(field(kind=Kind.DATE), text).answer("a").paragraphs == ["1.2.2027"]


@pytest.mark.parametrize("text", ["31.2.2027", "1.2.27", "huomenna", "1.2.99999", "0.0.0000"])
def test_what_is_no_day_gets_a_message(text):
    assert set(filled(field(kind=Kind.DATE), text).errors) == {"a"}


@given(st.dates())
def test_every_written_day_is_read_back(day: datetime.date):
    if day.year >= 1000:
        assert parse_day(format_day(day)) == day


def test_lines_become_a_list_and_one_line_a_sentence():
    assert filled(field(kind=Kind.TEXT), " a \n\n b\n").answer("a")[1:] == (["a", "b"], True)
    assert filled(field(kind=Kind.TEXT), "yksi").answer("a")[1:] == (["yksi"], False)


def test_choices_are_those_of_the_editor_only():
    described = field(kind=Kind.CHOICES, options=OPTIONS)
    assert filled(described, ["Työkokeilu"]).answer("a").paragraphs == ["Työkokeilu"]
    assert set(filled(described, ["Muu"]).errors) == {"a"}


def test_list_to_tick_off_stands_on_the_paper_as_a_whole():
    described = field(kind=Kind.CHECKLIST, options=OPTIONS)
    assert filled(described, ["Työkokeilu"]).answer("a").paragraphs == [
        f"{OPEN} Palkkatyö",
        f"{TICKED} Työkokeilu",
    ]
    assert PaperForm([described]).answer("a").paragraphs == [f"{OPEN} {option}" for option in OPTIONS]


def test_characters_that_no_file_can_carry_are_left_out():
    form = filled(field(kind=Kind.TEXT), "a\x0bb\x1fc\ud800d\ufffe")
    assert form.answer("a").paragraphs == ["abcd"]


def test_direction_marks_stay_and_what_turns_the_rest_of_the_paper_goes():
    form = filled(field(kind=Kind.TEXT), "\u202eotoh\u2066 \u200fשלום\u200e 5")
    assert form.answer("a").paragraphs == ["otoh \u200fשלום\u200e 5"]


def test_all_answers_together_have_a_limit_that_is_told_at_the_longest():
    described = [field(name, kind=Kind.TEXT) for name in "abcde"]
    answers = dict.fromkeys("abde", "ä" * 9000) | {"c": "ä" * 9_500}
    form = PaperForm(described, answers)
    assert list(form.errors) == ["c"]
    assert "45500" in form.errors["c"][0]
    assert PaperForm(described, answers | {"a": "", "b": ""}).is_valid()


def test_choice_can_be_taken_back():
    described = field(kind=Kind.CHOICE, options=OPTIONS)
    assert filled(described, "").answer("a").paragraphs == []
    assert [value for value, _label in PaperForm([described]).fields["a"].choices] == [*OPTIONS, ""]


@pytest.mark.parametrize(("kind", "longest"), [(Kind.LINE, 200), (Kind.TEXT, 10_000)])
def test_a_text_has_its_longest(kind, longest):
    assert not filled(field(kind=kind), "ä" * longest).errors
    assert set(filled(field(kind=kind), "ä" * (longest + 1)).errors) == {"a"}


def test_only_what_belongs_on_the_paper_is_missing():
    described = [field("a", is_required=True), field("b"), field("c", is_required=True)]
    form = PaperForm(described, {"c": "on"})
    assert form.is_valid()
    assert [each.name for each in form.missing] == ["a"]


def test_better_wording_is_found_in_every_inflection_and_in_words_alone():
    form = filled(field(kind=Kind.TEXT), "Etsimme NUOREKASTA ohjaajaa")
    wordings = [
        {"beginning": "nuorek", "better": "mitä tehdään", "why": "Ikä."},
        {"beginning": "ohjaa", "better": "vetäjä", "why": "Sana."},
        {"beginning": "simme", "better": "", "why": "Sanan keskeltä ei etsitä."},
        {"beginning": "(", "better": "", "why": "Merkki."},
    ]
    assert [(each.word, each.better) for each in form.advice(wordings)] == [
        ("NUOREKASTA", "mitä tehdään"),
        ("ohjaajaa", "vetäjä"),
    ]


def test_example_is_valid_itself():
    described = [
        field("a", example="x"),
        field("b", kind=Kind.CHOICES, options=OPTIONS, example="\n".join(OPTIONS)),
    ]
    assert PaperForm(described, example_of(described)).is_valid()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # On a busy machine.
@given(st.dictionaries(st.sampled_from("abcd"), st.one_of(st.text(), st.lists(st.text(), max_size=3))))
def test_any_values_are_read_or_explained(data):
    described = [
        field("a", kind=Kind.NUMBER),
        field("b", kind=Kind.DATE),
        field("c", kind=Kind.CHOICES, options=OPTIONS),
        field("d", kind=Kind.TEXT),
    ]
    form = PaperForm(described, data)
    assert form.is_valid() or form.errors
