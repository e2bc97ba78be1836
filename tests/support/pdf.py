"""Reading PDF files as a machine for accessibility does: what of PDF/UA-1 (ISO 14289-1) they break, and their words.

Two readers that know nothing of each other: pikepdf walks the objects, poppler's pdfinfo and pdftotext read the tags.
"""

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise

import pikepdf
import pytest

UA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
HEADINGS = ["/H1", "/H2", "/H3", "/H4", "/H5", "/H6"]


def faults_of(content: bytes) -> list[str]:
    """What of PDF/UA-1 a file breaks, in words; nothing for a good one."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [*_document_faults(pdf), *_structure_faults(pdf), *_page_faults(pdf)]


def _document_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    with pdf.open_metadata() as metadata:
        if metadata.get(UA_PART) != "1":
            yield "does not say that it is PDF/UA-1"
        if not metadata.get(TITLE):
            yield "no title"
    if not root.get("/Lang"):
        yield "no language"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the window does not show the title"


def _structure_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/StructTreeRoot" not in pdf.Root:
        yield "no structure"
        return
    kinds = []
    for element in _elements(pdf.Root.StructTreeRoot):
        kind = str(element.S)
        kinds.append(kind)
        if kind == "/Figure" and not element.get("/Alt"):
            yield "a picture without words"
        if kind == "/Table" and "/TH" not in {str(each.S) for each in _elements(element)}:
            yield "a table without headings"
    levels = [HEADINGS.index(kind) + 1 for kind in kinds if kind in HEADINGS]
    if levels[:1] != [1]:
        yield "does not begin with a heading of the first level"
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield f"headings skip a level: {levels}"


def _page_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        if page.get("/Tabs") != "/S":
            yield f"page {number}: tabs do not follow the structure"
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC" | "BMC":
                    depth += 1
                case "EMC":
                    depth -= 1
                case "Tj" | "TJ" | "'" | '"' if depth == 0:
                    yield f"page {number}: text without a tag: {operands}"
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            for descendant in font.get("/DescendantFonts", [font]):
                if not any(key.startswith("/FontFile") for key in descendant.FontDescriptor):
                    yield f"page {number}: a font is not embedded"


def _elements(node: object) -> Iterator[pikepdf.Dictionary]:
    """All structure elements below `node`, in the order of reading."""
    if isinstance(node, pikepdf.Array):
        for child in node:  # type: ignore[attr-defined]
            yield from _elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _elements(node.K)


def read_aloud(content: bytes) -> str:
    """The tags and words of a file in the order of reading, by poppler."""
    return _poppler("pdfinfo", "-struct-text", "-", content=content)


def text_of(content: bytes) -> str:
    """The words of a file as they stand on paper, by poppler."""
    return _poppler("pdftotext", "-layout", "-", "-", content=content)


def _poppler(*command: str, content: bytes) -> str:
    if not shutil.which(command[0]):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("poppler-utils is not installed")
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
