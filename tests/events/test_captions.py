"""Reading caption files, also the broken ones of the catalogue of hostile input (B18, B19)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.captions import MAX_BYTES, MAX_LINES, CaptionError, Cue, parse_vtt

GOOD = """WEBVTT

1
00:00:01.500 --> 00:00:04.000
<v Neuvoja>Yhdistys on työnantaja, &amp; hallitus päättää.

2
00:04.000 --> 00:06.250 align:start
Kuka allekirjoittaa
sopimuksen?
"""


def vtt(*cues: str, header: str = "WEBVTT") -> bytes:
    return "\n\n".join([header, *cues]).encode() + b"\n"


def reason(data: bytes) -> str:
    with pytest.raises(CaptionError) as refusal:
        parse_vtt(data)
    return refusal.value.reason


def test_cues_have_times_text_and_speaker():
    assert parse_vtt(GOOD.encode()) == [
        Cue(1.5, 4.0, "Yhdistys on työnantaja, & hallitus päättää.", "Neuvoja"),
        Cue(4.0, 6.25, "Kuka allekirjoittaa sopimuksen?", ""),
    ]


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_line_endings_of_every_system_are_read(newline):
    assert parse_vtt(GOOD.replace("\n", newline).encode()) == parse_vtt(GOOD.encode())


def test_mixed_line_endings_are_read():
    mixed = GOOD.replace("\n\n", "\r\n\r\n", 1)
    assert len(parse_vtt(mixed.encode())) == 2


def test_byte_order_mark_is_left_out():
    assert parse_vtt(b"\xef\xbb\xbf" + GOOD.encode()) == parse_vtt(GOOD.encode())


@pytest.mark.parametrize("header", ["WEBVTT", "WEBVTT - Pakki", "WEBVTT\nKind: captions\nLanguage: fi"])
def test_header_may_say_more(header):
    assert len(parse_vtt(vtt("00:01.000 --> 00:02.000\nHei", header=header))) == 1


def test_cues_are_put_in_order_of_time():
    data = vtt("00:05.000 --> 00:06.000\nToinen", "00:01.000 --> 00:02.000\nEnsimmäinen")
    assert [cue.text for cue in parse_vtt(data)] == ["Ensimmäinen", "Toinen"]


def test_overlapping_cues_are_both_kept():
    data = vtt("00:01.000 --> 00:05.000\nYksi", "00:02.000 --> 00:03.000\nKaksi")
    assert len(parse_vtt(data)) == 2


@pytest.mark.parametrize(
    "block", ["NOTE vain itselle", "STYLE\n::cue { background: url(//evil.example) }", "REGION\nid:a"]
)
def test_notes_styles_and_regions_are_not_said(block):
    cues = parse_vtt(vtt(block, "00:01.000 --> 00:02.000\nHei"))
    assert [cue.text for cue in cues] == ["Hei"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<i>hei</i>", "hei"),
        ("<c.keltainen>hei</c>", "hei"),
        ("<00:01.500>hei", "hei"),
        ("<lang fi>hei</lang>", "hei"),
        ("hei&nbsp;vaan", "hei vaan"),
        ("&lt;hei&gt;", "<hei>"),
        ("&auml;iti", "äiti"),
    ],
)
def test_markup_is_taken_off_the_text(markup, text):
    (cue,) = parse_vtt(vtt(f"00:01.000 --> 00:02.000\n{markup}"))
    assert cue.text == text


@pytest.mark.parametrize("hidden", ["\0", "\x0b", "\x1b", "&#x1b;", "\u202e", "&#x2066;"], ids=ascii)
def test_hidden_characters_are_taken_out(hidden):
    """B18: PostgreSQL stores no NUL."""
    (cue,) = parse_vtt(vtt(f"00:01.000 --> 00:02.000\n<v Ne{hidden}uvoja>pal{hidden}kka"))
    assert (cue.text, cue.speaker) == ("palkka", "Neuvoja")


@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<c.x onclick=a>x</c>"]
)
def test_tags_of_a_page_are_not_kept_as_tags(attack):
    (cue,) = parse_vtt(vtt(f"00:01.000 --> 00:02.000\n{attack} hei"))
    assert "<" not in cue.text


def test_hours_are_read():
    (cue,) = parse_vtt(vtt("01:02:03.000 --> 01:02:04.500\nHei"))
    assert (cue.start, cue.end) == (3723.0, 3724.5)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "header"),
        (b"00:01.000 --> 00:02.000\nHei\n", "header"),
        (b"1\n00:00:01,500 --> 00:00:04,000\nHei\n", "header"),
        (b"{\\rtf1 WEBVTT}", "header"),
        (b"\x00\x00\x00\x18ftypmp42", "header"),
        (GOOD.encode("utf-16"), "encoding"),
        (GOOD.encode("latin-1"), "encoding"),
        (b"WEBVTT\n\n\xff\xfe", "encoding"),
        (b"WEBVTT\n", "empty"),
        (b"WEBVTT\n\nNOTE tyhja\n", "empty"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "empty"),
        (b"WEBVTT\n\n00:01.000 -> 00:02.000\nHei\n", "empty"),
        (b"WEBVTT\n\n00:01,000 --> 00:02,000\nHei\n", "syntax"),
        (b"WEBVTT\n\n83:20.000 --> 83:21.000\nHei\n", "syntax"),
        (b"WEBVTT\n\n-00:01.000 --> 00:02.000\nHei\n", "syntax"),
        (b"WEBVTT" + b"a" * MAX_BYTES, "size"),
        (b"WEBVTT\n\n" + b"00:00.000 --> 00:01.000\na\n\n" * (MAX_LINES // 3 + 1), "size"),
        (b"WEBVTT\r\r00:00.000 --> 00:01.000\r" + b"a\r" * MAX_LINES, "size"),
        (b"WEBVTT\n\n" + b"NOTE a\n\n" * MAX_LINES, "size"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\0\x1b\n", "empty"),
    ],
)
def test_file_that_is_no_caption_file_is_refused_with_its_reason(data, expected):
    assert reason(data) == expected


def test_one_cue_that_cannot_be_read_is_not_left_out_in_silence():
    data = vtt("00:01,000 --> 00:02,000\nKadonnut", "00:03.000 --> 00:04.000\nHei")
    assert reason(data) == "syntax"


@pytest.mark.parametrize("times", ["00:05.000 --> 00:02.000", "00:02.000 --> 00:02.000"])
def test_cue_that_ends_before_it_starts_is_refused_with_its_moment(times):
    with pytest.raises(CaptionError) as refusal:
        parse_vtt(vtt("00:00.500 --> 00:01.000\nHei", f"{times}\nVaan"))
    assert refusal.value.reason == "backwards"
    assert refusal.value.at in {5.0, 2.0}


@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda data: b"WEBVTT\n\n" + data))
def test_any_file_is_read_or_refused(data):
    read_or_refuse(data)


TIMES = ["-->", " --> ", "00:01.000", "99:59:59.999", "00:99.000", "-1", "00:00:01,500", "1"]
MARKS = ["<v ", "<v", ">", "</v>", "&", "&#x110000;", "&#0;", "\0", "\ufeff", "äö", "hei"]
BLOCKS = ["WEBVTT", "NOTE", "STYLE", "REGION", "\n", "\n\n", "\r"]
pieces = st.sampled_from([*TIMES, *MARKS, *BLOCKS])


@given(st.lists(pieces, max_size=40).map("".join))
def test_any_mixture_of_caption_syntax_is_read_or_refused(text):
    read_or_refuse(f"WEBVTT\n\n{text}".encode())


def read_or_refuse(data: bytes) -> None:
    try:
        cues = parse_vtt(data)
    except CaptionError:
        return
    assert cues
    assert all(0 <= cue.start < cue.end for cue in cues)
    assert cues == sorted(cues, key=lambda cue: cue.start)


def test_very_many_cues_are_read_soon():
    moments = [f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}" for n in range(5000)]
    data = vtt(*(f"{moment}.000 --> {moment}.900\nHei" for moment in moments))
    assert len(parse_vtt(data)) == 5000


def test_very_long_cue_is_read():
    (cue,) = parse_vtt(vtt("00:01.000 --> 00:02.000\n" + "hei " * 250_000))
    assert len(cue.text) == 999_999
