"""PDF files: what machines for accessibility find in them, and what happens when none can be made."""

import io
import sys

import pytest
from django.test import RequestFactory
from PIL import Image

from hub import pdf
from hub.faults import fault
from tests.support.pdf import faults_of, read_aloud, text_of

PAPER = """<!doctype html><html lang="sv"><head><title>Arbetsavtal</title></head><body>
<h1>Arbetsavtal</h1><p>Lön &amp; tid: åäö ŋŧšž</p><h2>Lön</h2>
<table><thead><tr><th scope="col">Vad</th><th scope="col">€</th></tr></thead>
<tbody><tr><th scope="row">Lön</th><td>1</td></tr></tbody></table>
<svg role="img" viewBox="0 0 9 9" width="90" height="90"><title>En ruta</title><rect width="9" height="9"/></svg>
<p><a href="https://pakki.example/">Pakki</a></p>{more}</body></html>"""


def paper(more: str = "") -> bytes:
    return pdf.make_pdf(PAPER.format(more=more))


def test_file_keeps_to_pdf_ua():
    assert faults_of(paper()) == []


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("<h4>Djupt</h4>", "headings skip a level: [1, 2, 4]"),
        (
            "<svg viewBox='0 0 9 9' width='9' height='9'><rect width='9' height='9'/></svg>",
            "a picture without words",
        ),
        ("<table><tr><td>1</td></tr></table>", "a table without headings"),
    ],
)
def test_checker_sees_what_is_wrong(more, fault):
    assert faults_of(paper(more)) == [fault]


def test_second_reader_hears_the_headings_and_the_table():
    heard = read_aloud(paper())
    assert [line.strip().split(" ")[0] for line in heard.splitlines()].count("H2") == 1
    assert all(tag in heard for tag in ("H1 (block)", "Table (block)", "TH", "Figure"))
    assert "Lön & tid: åäö ŋŧšž" in heard


def test_nothing_is_fetched(tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'><text>hemligt</text></svg>")
    content = paper(
        f'<img src="{secret.as_uri()}" alt="en bild"><link rel="attachment" href="{secret.as_uri()}">'
    )
    assert "en bild" in text_of(content)
    assert b"EmbeddedFile" not in content
    assert "hemligt" not in text_of(content)


def test_without_pango_the_reader_is_told_so(monkeypatch):
    # As the import of WeasyPrint ends where the library is missing.
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setattr("builtins.__import__", _without_pango(__import__))
    with pytest.raises(pdf.PdfFault):
        paper()


def _without_pango(real):
    def imported(name, *args, **kwargs):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    return imported


def test_busy_worker_does_not_keep_readers_waiting_for_ever(monkeypatch):
    monkeypatch.setattr(pdf, "WAIT", 0.01)
    with pdf._drawing, pytest.raises(pdf.PdfFault):
        paper()


def test_fault_is_answered_in_both_languages_with_another_way():
    try:
        raise pdf.PdfFault("busy")
    except pdf.PdfFault:
        answer = fault(RequestFactory().get("/fi/"))
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "tulostaa selaimesta" in answer.content.decode()
    assert "skrivas ut från webbläsaren" in answer.content.decode()


def test_half_a_picture_is_still_refused_by_a_process_that_has_made_a_file():
    paper()
    whole = io.BytesIO()
    Image.effect_noise((80, 80), 50).save(whole, "JPEG")
    with Image.open(io.BytesIO(whole.getvalue()[:1000])) as half, pytest.raises(OSError, match="truncated"):
        half.load()
