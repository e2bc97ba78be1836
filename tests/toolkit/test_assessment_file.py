"""The file of a result: it comes back as it was, and anything else is refused with its reason."""

import datetime
import json
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.assessment_file import MOST_BYTES, Fault, FileFault, KeptResult, read, written

KEY = UUID("5d3f6f2e-6c0b-4b0e-9a51-5f3a3b6b7c11")
RESULT = KeptResult(KEY, datetime.date(2026, 12, 1), 3, {"a": 1, "b": 3})
GOOD = json.loads(written(RESULT))

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


def fault_of(content: bytes, key: UUID = KEY, levels: int = 3) -> Fault | None:
    try:
        read(content, key, levels)
    except FileFault as error:
        return error.fault
    return None


def changed(**parts) -> bytes:
    return json.dumps(GOOD | parts).encode()


def without(name: str) -> bytes:
    return json.dumps({key: value for key, value in GOOD.items() if key != name}).encode()


@given(
    st.builds(
        KeptResult,
        st.just(KEY),
        st.dates(datetime.date(2026, 1, 1), datetime.date(2100, 1, 1)),
        st.just(3),
        st.dictionaries(st.text(max_size=40), st.integers(1, 3), min_size=1, max_size=60),
    )
)
def test_result_comes_back_as_it_was_saved(result):
    assert read(written(result).encode(), KEY, 3) == result


def test_file_that_an_editor_of_texts_has_saved_is_still_read():
    assert read(b"\xef\xbb\xbf" + written(RESULT).replace("\n", "\r\n").encode(), KEY, 3) == RESULT


def test_file_holds_nothing_but_the_answers():
    assert set(GOOD) == {"pakki-assessment", "assessment", "day", "levels", "answers"}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"x" * (MOST_BYTES + 1), Fault.TOO_LARGE),
        (b"", Fault.NOT_OURS),
        (b"\x00", Fault.NOT_OURS),
        (b"\xff\xfe{}", Fault.NOT_OURS),
        (b"{", Fault.NOT_OURS),
        (b"[" * 40_000, Fault.NOT_OURS),
        (b"[]", Fault.NOT_OURS),
        (b"{}", Fault.NOT_OURS),
        (b'{"pakki-assessment": ' + b"9" * 9_000 + b"}", Fault.NOT_OURS),
        (b'{"pakki-assessment": NaN}', Fault.NOT_OURS),
        (written(RESULT).encode().replace(b'"a": 1', b'"a": 1, "a": 2'), Fault.NOT_OURS),
        (changed(**{"pakki-assessment": "1"}), Fault.NOT_OURS),
        (changed(**{"pakki-assessment": True}), Fault.NOT_OURS),
        (changed(**{"pakki-assessment": 2}), Fault.NEWER),
        (changed(**{"pakki-assessment": 0}), Fault.DAMAGED),
        (changed(name="Kylä ry"), Fault.DAMAGED),
        (without("day"), Fault.DAMAGED),
        (without("answers"), Fault.DAMAGED),
        (changed(day="1.12.2026"), Fault.DAMAGED),
        (changed(day="2026-02-30"), Fault.DAMAGED),
        (changed(day=20261201), Fault.DAMAGED),
        (changed(assessment="x"), Fault.DAMAGED),
        (changed(assessment=7), Fault.DAMAGED),
        (changed(levels=3.0), Fault.DAMAGED),
        (changed(levels=1), Fault.DAMAGED),
        (changed(levels=10**30), Fault.DAMAGED),
        (changed(answers={}), Fault.DAMAGED),
        (changed(answers=[1]), Fault.DAMAGED),
        (changed(answers={"a": 0}), Fault.DAMAGED),
        (changed(answers={"a": 4}), Fault.DAMAGED),
        (changed(answers={"a": True}), Fault.DAMAGED),
        (changed(answers={"a": "1"}), Fault.DAMAGED),
        (changed(answers={"a": 1.5}), Fault.DAMAGED),
        (changed(assessment=str(UUID(int=1))), Fault.OTHER_ASSESSMENT),
        (changed(levels=4), Fault.OTHER_SCALE),
        (written(RESULT).encode(), None),
    ],
    ids=lambda value: str(value)[:50],
)
def test_each_fault_is_told_from_the_others(content, fault):
    assert fault_of(content) == fault


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode(errors="replace")))
def test_no_bytes_do_anything_but_being_refused(content):
    assert fault_of(content) == Fault.NOT_OURS


@given(st.sampled_from(sorted(GOOD)), anything)
@example("levels", float("inf"))
@example("answers", {"a": 10**400})
def test_no_value_in_the_place_of_another_does_harm(name, value):
    fault = fault_of(json.dumps(GOOD | {name: value}).encode())
    assert fault is not None or read(changed(**{name: value}), KEY, 3).answers
