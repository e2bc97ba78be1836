"""What people, their programs and attackers type into fields: B25 to B34 of the catalogue, and any text at all."""

from hypothesis import strategies as st

from scripts.hostile import ODD

NUMBERS = [
    "-1",
    "-0",
    "NaN",
    "inf",
    "1e309",
    "1E+99999999",
    "9" * 5_000,
    "1_000",
    "١٢",
    "½",
    "12,5",
    "1\u00a0000,50",
]
DATES = [
    "31.2.2026",
    "29.2.2027",
    "0000-00-00",
    "10000-01-01",
    "2026-W05",
    "24:00",
    "1900-01-01",
    "2026-03-29 03:30",
]
ADDRESSES = [
    "javascript:alert(1)",
    "//evil.example",
    "data:text/html,x",
    "http://[",
    "https://a b",
    "https://\u202e.example",
]
MAIL = ["a@b.example\n", '"a@b.example, c@d.example"', "x\r\nBcc: a@b.example", "ä@ö.example", "a@localhost"]
TEXTS = [
    "=HYPERLINK(1)",
    "{{ 7*7 }}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "../../etc/passwd",
]
KNOWN = [
    *NUMBERS,
    *DATES,
    *ADDRESSES,
    *MAIL,
    *TEXTS,
    *(text for text in ODD if text.isascii() or text.isprintable()),
]

texts = st.sampled_from(KNOWN) | st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
"""A text that can be sent as UTF-8."""
