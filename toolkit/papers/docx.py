"""A paper as DOCX, by python-docx: real headings, lists and language, so that it can be heard and changed in Word."""

import io

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from toolkit.papers.paper import BLANK, Paper, Section

LANGUAGES = {"fi": "fi-FI", "sv": "sv-FI"}
FONT = "Arial"


def write_docx(paper: Paper) -> bytes:
    """The file. Texts go in as they are: no markup, field or formula in them does anything."""
    document = docx.Document()
    _prepare(document, paper)
    document.add_heading(paper.title, level=1)
    for section in paper.sections:
        _write(document, section)
    for signer in paper.signers:
        line = document.add_paragraph(BLANK)
        line.paragraph_format.space_before = Pt(28)
        line.paragraph_format.keep_with_next = True
        document.add_paragraph(signer)
    document.add_paragraph().add_run(paper.note).font.size = Pt(9)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _prepare(document: Document, paper: Paper) -> None:
    """A4, our headings, the language, and nothing of the library's own in the properties."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    for name, size in (("Normal", 11), ("Heading 1", 20), ("Heading 2", 14)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        if name != "Normal":
            style.font.color.rgb = None
    language = document.styles.element.find(f".//{qn('w:lang')}")
    language.set(qn("w:val"), LANGUAGES.get(paper.language, paper.language))
    properties = document.core_properties
    properties.title, properties.language = paper.title, LANGUAGES.get(paper.language, paper.language)
    properties.author = properties.comments = properties.last_modified_by = ""


def _write(document: Document, section: Section) -> None:
    document.add_heading(section.title, level=2)
    for text in section.printed:
        document.add_paragraph(text)
    for answer in section.answers:
        label = document.add_paragraph()
        label.add_run(answer.label).bold = True
        label.paragraph_format.keep_with_next = True
        label.paragraph_format.space_after = Pt(0)
        for text in answer.paragraphs or [BLANK]:
            document.add_paragraph(
                text, style="List Bullet" if answer.is_list and answer.paragraphs else None
            )
