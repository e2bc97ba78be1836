"""Numbers as people type them."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.numbers import UnreadableNumberError, parse_number, to_cents


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1500", "1500"),
        ("1 000,50", "1000.50"),
        ("1\u00a0000,50", "1000.50"),
        ("1\u202f000\u2009000", "1000000"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("12 €", "12"),
        ("12€", "12"),
        ("12 %", "12"),
        ("  7 ", "7"),
        ("\u22125", "-5"),
        ("-5,25 €", "-5.25"),
        ("1,000", "1.000"),
    ],
)
def test_number_is_read_as_it_is_written_in_finland(typed, number):
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "NaN",
        "Infinity",
        "1E+9999",
        "1e3",
        "1.500",
        "1.000,50",
        "1,000.50",
        "10 00",
        "1 0000",
        "٣",
        "１２",
        "12\u202e5",
        "0x10",
        "1_000",
        "12 kg",
        "--5",
        "12\x00",
        "9" * 41,
        "1" * 10_000,
        "½",
    ],
)
def test_what_can_be_read_in_two_ways_or_none_is_refused(typed):
    with pytest.raises(UnreadableNumberError):
        parse_number(typed)


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_refused(text):
    with contextlib.suppress(UnreadableNumberError):
        assert parse_number(text).is_finite()


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_number_written_with_a_comma_comes_back(number):
    assert parse_number(f"{number:,}".replace(",", " ").replace(".", ",")) == number


@pytest.mark.parametrize(("amount", "cents"), [("0.005", "0.01"), ("1.004", "1.00"), ("-0.005", "-0.01")])
def test_half_a_cent_goes_away_from_zero(amount, cents):
    assert to_cents(Decimal(amount)) == Decimal(cents)
