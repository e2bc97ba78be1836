"""Importing redirects: what the two steps take, and what they refuse before it takes up the machine."""

import io
import tempfile
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from hub.redirect_imports import MOST_BYTES, MOST_ROWS

pytestmark = pytest.mark.django_db

FIRST_STEP = "/admin/redirects/import/"
SECOND_STEP = f"{FIRST_STEP}process/"


def first_step(editor_client: Client, name: str, content: bytes) -> HttpResponse:
    return editor_client.post(FIRST_STEP, {"import_file": SimpleUploadedFile(name, content)})


def asked_for(step: HttpResponse) -> dict:
    """What is sent to carry out the import of the first step's file."""
    form = BeautifulSoup(step.content, "html.parser").select_one("form[action$='import/process/']")
    sent = {field["name"]: field.get("value", "") for field in form.select("input[name][type=hidden]")}
    return sent | {"from_index": 0, "to_index": 1, "permanent": "on"}


def import_of(editor_client: Client, rows: str) -> dict:
    """The same for a file with these rows."""
    return asked_for(first_step(editor_client, "siirrot.csv", f"from,to\n{rows}".encode()))


def sheet(*rows: tuple) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(file := io.BytesIO())
    return file.getvalue()


def with_sheet(xml: str) -> bytes:
    """A workbook in which another sheet stands in the place of the real one."""
    with zipfile.ZipFile(io.BytesIO(sheet(("from", "to")))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with zipfile.ZipFile(file := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | {"xl/worksheets/sheet1.xml": xml.encode()}).items():
            archive.writestr(name, content)
    return file.getvalue()


def test_b87_import_refuses_the_rows_that_close_a_circle_and_keeps_the_others(editor_client):
    own = Site.objects.get().root_url
    rows = f"/fi/a,{own}/fi/b/\n/fi/b,{own}/fi/a/\n/fi/c,{own}/fi/c\n/fi/d,{own}/fi/\n"
    html = editor_client.post(SECOND_STEP, import_of(editor_client, rows)).content.decode()
    assert "Lukija ei pääsisi perille: /fi/b → /fi/a → /fi/b." in html
    assert "Lukija ei pääsisi perille: /fi/c → /fi/c." in html
    assert set(Redirect.objects.values_list("old_path", flat=True)) == {"/fi/a", "/fi/d"}


def test_empty_rows_of_an_import_are_left_out_and_short_ones_told(editor_client):
    rows = "/fi/a,https://muu.example/a\n\n/fi/b\n,\n/fi/c,https://muu.example/c\n\n"
    html = editor_client.post(SECOND_STEP, import_of(editor_client, rows)).content.decode()
    assert "Valitse sivu, jolle uudelleenohjaus vie" in html
    assert set(Redirect.objects.values_list("old_path", flat=True)) == {"/fi/a", "/fi/c"}


def test_import_that_is_sent_twice_is_carried_out_once(editor_client):
    sent = import_of(editor_client, "/vanha,https://uusi.example/\n")
    assert editor_client.post(SECOND_STEP, sent)["Location"] == "/admin/redirects/"
    again = editor_client.post(SECOND_STEP, sent)
    assert again.status_code == 200
    assert "on jo olemassa" in again.content.decode()
    assert Redirect.objects.filter(old_path="/vanha").count() == 1


def test_forged_import_is_refused(editor_client):
    response = editor_client.post(SECOND_STEP, {"import_file_name": "x"})
    assert response["Location"] == FIRST_STEP


def test_first_step_leaves_nothing_on_the_machine(editor_client, tmp_path, monkeypatch):
    """Another node, which has other folders, may answer the second step."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sent = import_of(editor_client, "/vanha,https://uusi.example/\n")
    first_step(editor_client, "a.csv", "ä".encode("latin-1"))
    assert list(tmp_path.iterdir()) == []
    assert editor_client.post(SECOND_STEP, sent)["Location"] == "/admin/redirects/"
    assert Redirect.objects.filter(old_path="/vanha").exists()


def test_sheet_is_imported(editor_client):
    content = sheet(
        ("from", "to"), ("/fi/ä", "https://uusi.example/"), (None, None), (2026, "https://x.example/")
    )
    sent = asked_for(first_step(editor_client, "a.xlsx", content))
    assert editor_client.post(SECOND_STEP, sent)["Location"] == "/admin/redirects/"
    assert set(Redirect.objects.values_list("old_path", flat=True)) == {"/fi/ä", "/2026"}


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
CELL = '<c r="{}" t="inlineStr"><is><t>/x</t></is></c>'
WIDE = SHEET.format(
    '<dimension ref="A1:XFD1048576"/><sheetData>'
    f'<row r="1">{CELL.format("A1")}{CELL.format("B1")}</row>'
    f'<row r="1048576">{CELL.format("XFD1048576")}</row></sheetData>'
)


def test_b10_sheet_that_claims_a_million_wide_rows_is_read_as_far_as_it_says_something(editor_client):
    """B10: 1 kB would become 17 thousand million cells."""
    step = first_step(editor_client, "a.xlsx", with_sheet(WIDE))
    assert step.status_code == 200
    assert len(BeautifulSoup(step.content, "html.parser").select("thead td")) == 2


REFUSED = {
    "bomb.xlsx": (with_sheet(SHEET.format(" " * 50_000_000)), "pakattu"),
    "many-small.xlsx": (with_sheet(SHEET.format("<sheetData>" + "<row><c/></row>" * 900_000)), "pakattu"),
    "no.xlsx": (b"PK", "ei ole"),
    "large.csv": (b"from,to\n" + b"a" * MOST_BYTES, "liian suuri"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_b10_file_that_takes_too_much_to_read_is_refused_with_the_reason(editor_client, name):
    content, reason = REFUSED[name]
    step = first_step(editor_client, name, content)
    assert step["Location"] == FIRST_STEP
    assert reason in str(*get_messages(step.wsgi_request))


@pytest.mark.parametrize("rows", [MOST_ROWS + 1, 5_000])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_b87_more_rows_than_one_request_can_take_are_refused_and_none_imported(editor_client, rows, kind):
    pairs = [("from", "to"), *((f"/{number}", "https://uusi.example/") for number in range(rows))]
    content = sheet(*pairs) if kind == "xlsx" else "\n".join(map(",".join, pairs)).encode()
    sent = asked_for(first_step(editor_client, f"a.{kind}", content))
    assert f"Tiedostossa on yli {MOST_ROWS} riviä" in editor_client.post(SECOND_STEP, sent).content.decode()
    assert not Redirect.objects.exists()
