"""A filled paper as files: what comes back when they are opened again."""

import io
import zipfile

import docx
import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from odfdo import Document

from hub.pdf import make_pdf
from tests.support.pdf import faults_of, read_aloud
from toolkit.papers.docx import write_docx
from toolkit.papers.odt import write_odt
from toolkit.papers.paper import BLANK, Answer, Paper, Section
from toolkit.papers.text import write_text

HOSTILE = [
    "Meyer & Pojat <Oy>",
    "</w:t></w:r></w:p><w:p>",
    "{{ cycler.__init__ }} {% for x in y %}",
    "Åäö ÅÄÖ ŋŧšžđ áčïõ",
    "שלום \N{RIGHT-TO-LEFT MARK}abc \N{RIGHT-TO-LEFT OVERRIDE}def",
    "kaksi  väliä",
    "=HYPERLINK(1)",
]


def paper(*answers: Answer, language: str = "fi", signers: tuple[str, ...] = ()) -> Paper:
    return Paper(
        language, "Työsopimus & liite", [Section("Osa <1>", ["Aina paperissa."], answers)], signers, "Loppu"
    )


def docx_texts(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def odt_texts(content: bytes) -> list[str]:
    body = Document(io.BytesIO(content)).body
    return [element.inner_text for element in body.xpath("//text:p|//text:h")]


def text_lines(content: bytes) -> list[str]:
    return content.decode().splitlines()


def make(written: Paper) -> bytes:
    with override(written.language):
        return make_pdf(render_to_string("toolkit/papers/paper.html", {"paper": written}))


READERS = pytest.mark.parametrize(
    ("write", "read"),
    [(write_docx, docx_texts), (write_odt, odt_texts), (write_text, text_lines)],
    ids=["docx", "odt", "text"],
)


@READERS
@pytest.mark.parametrize("text", [*HOSTILE, "ä" * 10_000])
def test_text_comes_back_as_it_was(write, read, text):
    assert text in read(write(paper(Answer("Kysymys", [text]))))


@READERS
def test_everything_stands_in_order(write, read):
    written = paper(Answer("Kuka", ["Aino"]), Answer("Milloin", []), signers=("Työnantaja",))
    found = [line for line in read(write(written)) if line.strip("=- ")]
    wanted = [
        "Työsopimus & liite",
        "Osa <1>",
        "Aina paperissa.",
        "Kuka",
        "Aino",
        "Milloin",
        BLANK,
        BLANK,
        "Työnantaja",
    ]
    assert [line.removesuffix(":") for line in found] == [*wanted, "Loppu"]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_word_file_says_its_language_and_title_and_not_who_made_it(language):
    properties = docx.Document(io.BytesIO(write_docx(paper(language=language)))).core_properties
    assert (properties.language, properties.title) == (f"{language}-FI", "Työsopimus & liite")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")


def test_word_file_has_real_headings_and_lists():
    document = docx.Document(io.BytesIO(write_docx(paper(Answer("Tehtävät", ["a", "b"], is_list=True)))))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["Työsopimus & liite"] == "Heading 1"
    assert styles["Osa <1>"] == "Heading 2"
    assert styles["a"] == styles["b"] == "List Bullet"


def test_word_file_has_nothing_that_runs_or_is_fetched():
    with zipfile.ZipFile(io.BytesIO(write_docx(paper(Answer("a", HOSTILE))))) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower()]
        assert not [name for name in archive.namelist() if b'TargetMode="External"' in archive.read(name)]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_odt_says_its_language_and_title_and_has_real_headings_and_lists(language):
    written = paper(Answer("Tehtävät", ["a", "b"], is_list=True), language=language)
    document = Document(io.BytesIO(write_odt(written)))
    assert (document.language, document.meta.title) == (f"{language}-FI", "Työsopimus & liite")
    assert [header.level for header in document.body.headers] == ["1", "2"]
    assert len(document.body.xpath("//text:list/text:list-item")) == 2


def test_pdf_keeps_to_pdf_ua_whatever_is_in_it():
    answers = [Answer("Kuka", HOSTILE), Answer("Tehtävät", ["a", "b"], is_list=True), Answer("Tyhjä", [])]
    content = make(paper(*answers, signers=("Työnantaja", "Työntekijä")))
    assert faults_of(content) == []
    heard = read_aloud(content)
    assert all(text in heard for text in ("Meyer & Pojat <Oy>", "Åäö ÅÄÖ ŋŧšžđ áčïõ", "Työntekijä"))
    assert heard.count("LI (block)") == 2


def test_pdf_holds_a_very_long_answer():
    content = make(paper(Answer("Pitkä", ["sana " * 2000])))
    assert read_aloud(content).count("sana") >= 2000
