"""Uploading documents: by what is in them, through every form of the admin."""

import io
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import UploadedFile

from hub.documents import MOST_FIELDS, MOST_PARTS, PROBLEMS, Problem, check_document
from hub.models import HubDocument
from tests.support.services import on_disk

STARTER = sorted((settings.BASE_DIR / "home/starter/documents").glob("*.docx"))
TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATION = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"'
    ' Target="{}" TargetMode="External"/></Relationships>'
)


def packed(parts: dict[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    with zipfile.ZipFile(file := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(name, content)
    return file.getvalue()


def docx(**parts: bytes) -> bytes:
    usual = {"[Content_Types].xml": TYPES, "word/document.xml": b"<document/>"}
    return packed(usual | {name.replace("__", "/"): content for name, content in parts.items()})


def docx_with(name: str, content: bytes | str) -> bytes:
    content = content.encode() if isinstance(content, str) else content
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": b"<document/>", name: content})


def run(instruction: str) -> str:
    """A piece of what a field of a text does."""
    return f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'


def odf(extension: str, **more: bytes) -> bytes:
    kind = {"odt": b"text", "ods": b"spreadsheet"}[extension]
    parts = {"mimetype": b"application/vnd.oasis.opendocument." + kind, "content.xml": b"<office/>"}
    return packed(parts | {name.replace("__", "/"): content for name, content in more.items()})


GOOD = {
    "a.pdf": b"%PDF-1.7\n",
    "a.txt": "Yhdistys, förening: €".encode(),
    "a.csv": "nimi;määrä\r\nä;1\r\n".encode("latin-1"),
    "a.docx": docx(),
    "link.docx": docx_with(
        "word/_rels/document.xml.rels", RELATION.format("hyperlink", "https://pakki.example")
    ),
    "fields.docx": docx_with(
        "word/a.xml", run(" PAGE ") + run(' HYPERLINK "https://dde.example/padded"') + "DDE"
    ),
    "utf16.docx": docx_with(
        "customXml/item1.xml", '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16")
    ),
    "a.xlsx": packed({"[Content_Types].xml": TYPES, "xl/workbook.xml": b"<workbook/>"}),
    "a.pptx": packed({"[Content_Types].xml": TYPES, "ppt/presentation.xml": b"<p/>"}),
    "a.odt": odf("odt"),
    "a.ods": odf("ods"),
}
BAD = {
    "html.pdf": ("content", b"<html>"),
    "empty.pdf": ("content", b"%"),
    "zip-before.pdf": ("content", b"PK\x03\x04%PDF-1.7"),
    "nul.txt": ("text", b"a\0b"),
    "utf16.csv": ("text", "nimi".encode("utf-16")),
    "picture.txt": ("text", b"\x89PNG\r\n\x1a\n\0\0"),
    "text.docx": ("content", b"text"),
    "cut.docx": ("content", docx()[:-30]),
    "sheet.docx": ("content", GOOD["a.xlsx"]),
    "zip.docx": ("content", packed({"a.txt": b"a"})),
    "text.ods": ("content", GOOD["a.odt"]),
    "bomb.docx": ("archive", docx_with("word/media/a.bin", b"\0" * 20_000_000)),
    "small-bombs.docx": ("archive", docx(**{f"word__{i}.bin": b"\0" * 900_000 for i in range(12)})),
    "parts.docx": ("archive", packed({f"word/{i}": b"" for i in range(MOST_PARTS + 1)})),
    "slip.docx": ("archive", docx_with("../../etc/cron.d/x", b"a")),
    "root.docx": ("archive", docx_with("/etc/cron.d/x", b"a")),
    "windows.docx": ("archive", docx_with("word\\..\\x", b"a")),
    "macro.docx": ("program", docx_with("word/vbaProject.bin", b"a")),
    "renamed-docm.docx": (
        "program",
        docx_with(
            "[content_types].XML",
            '<Types><Override ContentType="application/x.macroEnabled.main+xml"/></Types>',
        ),
    ),
    "activex.docx": ("program", docx_with("word/activeX/activeX1.xml", b"<a/>")),
    "macro.odt": ("program", odf("odt", Basic__Standard__Module1_xml=b"<a/>")),
    "template.docx": (
        "outside",
        docx_with(
            "word/_rels/settings.xml.rels", RELATION.format("attachedTemplate", "http://x.example/a.dotm")
        ),
    ),
    "share.docx": (
        "outside",
        docx_with("word/_rels/document.xml.rels", RELATION.format("image", "\\\\x.example\\a.png")),
    ),
    "laughs.docx": ("content", docx_with("word/x.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')),
    "late.docx": (
        "content",
        docx_with("word/x.xml", "<!--" + " " * 70_000 + '--><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'),
    ),
    "utf16.docx": ("content", docx_with("word/x.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"))),
    "relations.docx": ("content", docx_with("word/_rels/a.rels", '<!DOCTYPE a [<!ENTITY b "c">]><a/>')),
    "many-lists.docx": (
        "archive",
        docx(**{f"word___rels__{i}.rels": b"<R>" + b"<a/>" * 20_000 + b"</R>" for i in range(14)}),
    ),
    "dde.docx": ("outside", docx_with("word/header1.xml", run(" DDEAUTO cmd x "))),
    "dde-in-pieces.docx": ("outside", docx_with("word/a.xml", run(" d") + "<w:r/>" + run("DE") + run(" x"))),
    "dde-in-letters.docx": ("outside", docx_with("word/a.xml", run("&#68;&#x44;E x"))),
    "dde-second.docx": ("outside", docx_with("word/a.xml", run("PAGE") + "<w:fldChar/>" + run("DDE x"))),
    "many-fields.docx": ("archive", docx_with("word/a.xml", b"instrText " * (MOST_FIELDS + 1))),
    "dde-simple.docx": ("outside", docx_with("word/a.xml", '<w:fldSimple w:instr="DDE x y"/>')),
    "dde-utf16.docx": ("outside", docx_with("word/a.xml", run("DDE x y").encode("utf-16"))),
    "dde-late.docx": ("outside", docx_with("word/a.xml", "<a/>" * 16_380 + run("DDE x y"))),
    "dde.xlsx": (
        "outside",
        packed(
            {
                "[Content_Types].xml": TYPES,
                "xl/externalLinks/externalLink1.xml": b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/c x"/>',
            }
        ),
    ),
    "dde.ods": ("outside", odf("ods", **{"styles.xml": b'<office:dde-source office:dde-application="x"/>'})),
    "broken-relations.docx": ("content", docx_with("word/_rels/a.rels", "<a")),
}


@pytest.mark.parametrize("name", GOOD)
def test_good_document_is_taken(name):
    check_document(io.BytesIO(GOOD[name]), name.rpartition(".")[2])


@pytest.mark.parametrize("path", STARTER, ids=lambda path: path.name)
def test_starter_document_is_taken(path):
    with path.open("rb") as file:
        check_document(file, "docx")


@pytest.mark.parametrize("name", BAD)
def test_bad_document_is_refused_with_its_reason(name):
    """B04 polyglots; B10 bombs; B11 macros and links; B12 entities; B14 paths; B16 one byte."""
    reason, content = BAD[name]
    with pytest.raises(Problem, match=reason):
        check_document(io.BytesIO(content), name.rpartition(".")[2])


def test_part_that_stands_twice_is_refused():
    """B10: two readers would see two documents."""
    with pytest.warns(UserWarning, match="Duplicate"):
        content = packed([("[Content_Types].xml", TYPES), ("word/a.xml", b"<a/>"), ("word/a.xml", b"<b/>")])
    with pytest.raises(Problem, match="archive"):
        check_document(io.BytesIO(content), "docx")


def test_document_with_a_password_is_refused():
    content = docx().replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    with pytest.raises(Problem, match="content"):
        check_document(io.BytesIO(content), "docx")


# --- Through the admin ------------------------------------------------------------------------

FIELDS = {"collection": 1, "language": "fi", "tags": ""}


def add(client, file):
    return client.post(reverse("wagtaildocs:add"), FIELDS | {"title": "Koe", "file": file})


def add_among_many(client, file, title="Koe"):
    return client.post(reverse("wagtaildocs:add_multiple"), FIELDS | {"title": title, "files[]": file})


def add_in_chooser(client, file):
    fields = {
        f"document-chooser-upload-{name}": value
        for name, value in (FIELDS | {"title": "Koe", "file": file}).items()
    }
    return client.post(reverse("wagtaildocs_chooser:create"), fields)


def bad(name: str = "macro.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, BAD[name][1])


@pytest.mark.parametrize(("language", "word"), [("fi", "makro"), ("sv", "makro")])
def test_reason_is_told_in_the_editors_language(language, word):
    for problem in PROBLEMS.values():
        with override("en"):
            english = str(problem)
        with override(language):
            assert str(problem) != english
    with override(language):
        assert word in str(PROBLEMS["program"])


@pytest.mark.django_db
def test_bad_document_is_refused_beside_its_field(editor_client):
    response = add(editor_client, bad())
    assert response.context["form"].errors["file"] == [str(PROBLEMS["program"])]


@pytest.mark.django_db
def test_bad_document_among_many_is_refused_with_the_reason(editor_client):
    assert add_among_many(editor_client, bad()).json()["error_message"] == str(PROBLEMS["program"])


@pytest.mark.django_db
def test_bad_document_is_refused_in_the_chooser(editor_client):
    before = HubDocument.objects.count()
    assert str(PROBLEMS["program"]) in add_in_chooser(editor_client, bad()).json()["htmlFragment"]
    assert HubDocument.objects.count() == before


@pytest.mark.django_db
def test_bad_document_does_not_replace_a_good_one(editor_client):
    document = HubDocument.objects.first()
    address = reverse("wagtaildocs:edit", args=[document.pk])
    response = editor_client.post(address, FIELDS | {"title": "Koe", "file": bad()})
    assert response.context["form"].errors["file"]


@pytest.mark.django_db
def test_good_document_gets_a_name_of_ours_and_keeps_its_type(editor_client):
    """B21, B23: the name and the type that were sent."""
    add(editor_client, SimpleUploadedFile("Työsopimus \u202e.docx", GOOD["a.docx"], "text/html"))
    document = HubDocument.objects.get(title="Koe")
    assert document.filename.startswith("tyosopimus-")
    assert document.filename.endswith(".docx")
    assert document.file_size == len(GOOD["a.docx"])
    assert document.file.read() == GOOD["a.docx"]


@pytest.mark.django_db
def test_document_that_waits_for_its_title_has_a_name_of_ours_too(editor_client):
    file = SimpleUploadedFile("Työsopimus.docx", GOOD["a.docx"])
    assert add_among_many(editor_client, file, title="x" * 300).json()["success"]
    assert "/tyosopimus-" in UploadedFile.objects.get().file.name


@pytest.mark.django_db
def test_document_that_waits_is_called_what_its_file_was_called(editor_client):
    title = "Työsopimus " * 30
    form = add_among_many(editor_client, SimpleUploadedFile("a.docx", GOOD["a.docx"]), title).json()["form"]
    assert BeautifulSoup(form, "html.parser").select_one("input[name$=-title]")["value"] == title


@on_disk
@pytest.mark.django_db
def test_document_is_handed_over_under_a_plain_name(client, editor_client):
    """B21, 2024-39330: a name that would end the header's value."""
    add(editor_client, SimpleUploadedFile("a; filename=x.exe ä.docx", GOOD["a.docx"]))
    response = client.get(HubDocument.objects.get(title="Koe").url)
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert "x.exe" not in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_same_document_twice_is_two_files(editor_client):
    """B22: the same content twice."""
    for _ in range(2):
        add(editor_client, SimpleUploadedFile("a.docx", GOOD["a.docx"]))
    assert len(set(HubDocument.objects.filter(title="Koe").values_list("file", flat=True))) == 2
