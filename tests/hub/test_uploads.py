"""Names of uploaded files are ours; what is too large is refused before it is read."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from hub.uploads import check_size, extension_of, own_name, write_anew

OWN = re.compile(r"[a-z0-9_-]{1,60}-[0-9a-f]{8}(\.[a-z0-9]{1,8})?")


@pytest.mark.parametrize(
    ("sent", "stem", "extension"),
    [
        ("Palkkatuki 2026.PDF", "palkkatuki-2026", "pdf"),
        ("Työsopimus – ähky.docx", "tyosopimus-ahky", "docx"),
        ("../../etc/passwd", "passwd", ""),
        ("C:\\x\\kuva.png", "cxkuva", "png"),
        ("x.php.png", "xphp", "png"),
        (".htaccess", "htaccess", ""),
        ("....", "file", ""),
        ("x\u202egnp.exe", "xgnp", "exe"),
        ('a"\r\nSet-Cookie: b.pdf', "a-set-cookie-b", "pdf"),
        ("%2e%2e%2fa.pdf", "2e2e2fa", "pdf"),
        ("a.pdf ", "a", ""),
        ("", "file", ""),
        (None, "file", ""),
        ("ä" * 400 + ".pdf", "a" * 50, "pdf"),
    ],
)
def test_name_is_plain_and_cannot_be_guessed(sent, stem, extension):
    """B21, 2024-39330: paths, devices, hidden files, line ends, right to left."""
    name = own_name(sent)
    assert OWN.fullmatch(name)
    assert name[: -9 - len(extension) - bool(extension)] == stem
    assert extension_of(name) == extension


@given(st.text(max_size=300))
def test_any_name_becomes_a_plain_one(sent):
    """B21: any name."""
    assert OWN.fullmatch(own_name(sent))


def test_device_of_windows_is_no_name():
    assert own_name("con.txt") != "con.txt"


def test_same_name_twice_is_two_names():
    """B22: two uploads of one name."""
    assert own_name("a.pdf") != own_name("a.pdf")


def test_too_large_a_file_is_refused_and_the_limit_named():
    """B16, 2023-28837: a size is refused before reading."""
    with pytest.raises(ValidationError, match="1,0"):
        check_size(SimpleUploadedFile("a.pdf", b"0" * (1024 * 1024 + 1)), 1024 * 1024)


@pytest.mark.parametrize("kind", [SimpleUploadedFile, TemporaryUploadedFile])
def test_what_is_written_anew_is_all_that_is_left(kind):
    if kind is SimpleUploadedFile:
        file = kind("a.png", b"was longer before")
    else:
        file = kind("a.png", "image/png", 17, None)
        file.write(b"was longer before")
    write_anew(file, b"now")
    assert (file.size, file.read()) == (3, b"now")
    if kind is TemporaryUploadedFile:
        with open(file.temporary_file_path(), "rb") as moved:
            assert moved.read() == b"now"
