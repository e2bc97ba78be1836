"""A paper as ODT, by odfdo: real headings, lists and language, so that it can be heard and changed in LibreOffice."""

import io

from odfdo import Document, Element, Header, List, Paragraph, Style

from toolkit.papers.paper import BLANK, Answer, Paper

LANGUAGES = {"fi": "fi-FI", "sv": "sv-FI"}


def write_odt(paper: Paper) -> bytes:
    """The file. Texts go in as they are: no markup in them does anything."""
    document = Document("text")
    document.body.clear()
    document.language = LANGUAGES.get(paper.language, paper.language)
    document.meta.title = paper.title
    document.meta.language = LANGUAGES.get(paper.language, paper.language)
    document.insert_style(
        Style("paragraph", name="Label", parent_style="Standard", area="text", bold=True), automatic=False
    )
    for element in _elements(paper):
        document.body.append(element)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _elements(paper: Paper) -> list[Element]:
    elements: list[Element] = [Header(1, paper.title, style="Heading_20_1")]
    for section in paper.sections:
        elements.append(Header(2, section.title, style="Heading_20_2"))
        elements.extend(_paragraph(text) for text in section.printed)
        for answer in section.answers:
            elements.append(_paragraph(answer.label, style="Label"))
            elements.extend(_answer(answer))
    for signer in paper.signers:
        elements.extend([_paragraph(""), _paragraph(BLANK), _paragraph(signer)])
    return [*elements, _paragraph(paper.note)]


def _answer(answer: Answer) -> list[Element]:
    if answer.is_list and answer.paragraphs:
        return [List([_paragraph(text) for text in answer.paragraphs])]
    return [_paragraph(text) for text in answer.paragraphs or [BLANK]]


def _paragraph(text: str, style: str = "Standard") -> Paragraph:
    return Paragraph(text, style=style)
