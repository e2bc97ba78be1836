"""Uploading a document: its content must be what its name says, and nothing in it may act on the reader's computer."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, parse
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

from hub.uploads import UploadForm, extension_of, own_name

PARTS_OF = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}
KIND_OF = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
MOST_PARTS = 5_000
MOST_BYTES = 100 * 1024 * 1024
"""How many files an office document may hold, and how large they may be when unpacked."""
MOST_TIMES = 200
"""How many times a large part, or all parts together, may grow when unpacked."""
LARGE = 1024 * 1024
MOST_RELATIONS = 1024 * 1024
"""How large the lists of relations and of content types may be together; only these are taken apart, which is slow."""
CHUNK = 64 * 1024
PROGRAMS = ("vbaproject.bin", "vbadata.xml", "activex", "basic/", "scripts/")
"""What parts of an office document that hold programs are called."""
FIELD = re.compile(rb"(fldChar)|instr(?:Text\b[^>]{0,100}>([^<]*)|=[\"']([^\"']*))")
"""Where a field of a text begins, and what it tells the program to do; a word of it may be cut over several pieces."""
MOST_FIELDS = 100_000
"""How many pieces of fields a part may have."""
CALLS = re.compile(r"(?<![\w./-])DDE(AUTO)?(?=\s)", re.IGNORECASE)
"""A field that fetches its content from another program, which it may start."""
CALLING = (b"ddeLink", b"dde-connection-decl", b"dde-source")
"""What does the same in sheets and in ODF."""
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1a"))

PROBLEMS = {
    "content": _(
        "The file is not a document of the type %(type)s, although its name says so. "
        "Save the document again and upload it anew."
    ),
    "archive": _("The document is packed in a way that could fill the reader's computer. Save it again."),
    "program": _("The document holds a program (a macro). Save it without macros and upload it anew."),
    "outside": _(
        "The document fetches a template or other content from elsewhere. Put the content into the document itself."
    ),
    "text": _("The file is not plain text. Save it as text in UTF-8 and upload it anew."),
}


class Problem(Exception):
    """Why a document is refused: a key of PROBLEMS."""


def check_document(file: IO[bytes], extension: str) -> None:
    """Read through a document without unpacking it anywhere. Raises Problem."""
    file.seek(0)
    match extension:
        case "pdf":
            if file.read(5) != b"%PDF-":
                raise Problem("content")
        case "csv" | "txt":
            for chunk in iter(lambda: file.read(CHUNK), b""):
                if len(chunk.translate(None, CONTROLS)) < len(chunk):
                    raise Problem("text")
        case "docx" | "pptx" | "xlsx" | "odt" | "ods":
            try:
                with zipfile.ZipFile(file) as archive:
                    _check_archive(archive)
                    _check_kind(archive, extension)
                    _check_parts(archive)
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
                raise Problem(
                    "content"
                ) from None  # What zipfile raises on damage, passwords, odd compressions.
    file.seek(0)


def _check_archive(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    sizes = [(part.file_size, part.compress_size) for part in parts]
    sizes.append((sum(size for size, _packed in sizes), sum(packed for _size, packed in sizes)))
    if len(parts) > MOST_PARTS or sizes[-1][0] > MOST_BYTES:
        raise Problem("archive")
    if any(size > max(LARGE, MOST_TIMES * packed) for size, packed in sizes):
        raise Problem("archive")
    if sum(part.file_size for part in parts if _lists(part.filename)) > MOST_RELATIONS:
        raise Problem("archive")
    if len({part.filename for part in parts}) < len(parts):
        raise Problem("archive")  # The one that is checked need not be the one that is opened.
    for part in parts:
        if (
            part.filename.startswith("/")
            or "\\" in part.filename
            or ".." in PurePosixPath(part.filename).parts
        ):
            raise Problem("archive")


def _lists(name: str) -> bool:
    """Whether a part is a list of relations or of content types."""
    return name.lower().endswith(".rels") or name.lower() == "[content_types].xml"


def _check_kind(archive: zipfile.ZipFile, extension: str) -> None:
    names = archive.namelist()
    if folder := PARTS_OF.get(extension):
        if "[Content_Types].xml" not in names or not any(name.startswith(folder) for name in names):
            raise Problem("content")
    elif "mimetype" not in names or archive.open("mimetype").read(100) != KIND_OF[extension]:
        raise Problem("content")


def _check_parts(archive: zipfile.ZipFile) -> None:
    for part in archive.infolist():
        name = part.filename.lower()
        if any(program in name for program in PROGRAMS):
            raise Problem("program")
        if name.endswith(".rels"):
            with archive.open(part) as relations:
                if any(_leads_outside(relation) for relation in _elements(relations)):
                    raise Problem("outside")
        if name == "[content_types].xml":
            with archive.open(part) as types:
                if any("macroenabled" in kind.get("ContentType", "").lower() for kind in _elements(types)):
                    raise Problem("program")
        with archive.open(part) as content:
            _check_content(content, is_xml=name.endswith((".xml", ".rels", ".vml")))


def _elements(file: IO[bytes]) -> Iterator[Element]:
    try:
        return parse(file, forbid_dtd=True).iter()
    except (ParseError, DefusedXmlException):
        raise Problem("content") from None


def _leads_outside(relation: Element) -> bool:
    """Whether opening the document fetches what a relation names; a link waits for a click."""
    is_link = relation.get("Type", "").endswith("/hyperlink")
    return relation.get("TargetMode", "").lower() == "external" and not is_link


def _check_content(content: IO[bytes], *, is_xml: bool) -> None:
    """Read a part to its end, which finds damage; an XML part may neither define entities nor call other programs."""
    tail, said, fields = b"", "", 0
    for chunk in iter(lambda: content.read(CHUNK), b""):
        if not is_xml:
            continue
        text = (tail + chunk).replace(b"\0", b"")  # Without the zeros, UTF-16 reads as ASCII does.
        if b"<!DOCTYPE" in text:
            raise Problem("content")
        fields += text.count(b"instr") + text.count(b"fldChar")
        if fields > MOST_FIELDS:
            raise Problem("archive")
        if b"instr" in text:
            pieces = [b" " if begins else run or plain for begins, run, plain in FIELD.findall(text)]
            said += unescape(b"".join(pieces).decode("latin-1"))
        if CALLS.search(said) or any(name in text for name in CALLING):
            raise Problem("outside")
        tail, said = text[-256:], said[-16:]


class DocumentForm(UploadForm, BaseDocumentForm):
    """Wagtail's form; the file is checked and gets a name of ours."""

    def clean_file(self):
        """Refuse a document that is not what its name says or that acts by itself."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        extension = extension_of(file.name)
        try:
            check_document(file, extension)
        except Problem as problem:
            reason = str(problem)
            raise ValidationError(PROBLEMS[reason], code=reason, params={"type": extension.upper()}) from None
        file.name = own_name(file.name)
        return file
