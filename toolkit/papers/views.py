"""Answers to what a reader has filled in: a file to take away, or the page again. Nothing is kept anywhere."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext

from hub.dates import format_day
from hub.facts.texts import filled
from hub.pdf import PdfFault, pdf_response
from toolkit.papers.form import PaperForm
from toolkit.papers.odt import write_odt
from toolkit.papers.paper import Paper, Section, paragraphs_of
from toolkit.papers.text import write_text

if TYPE_CHECKING:
    from toolkit.models import PaperPage


def write_docx(paper: Paper) -> bytes:
    """As DOCX. python-docx takes 17 MB of memory, so only a worker that writes such a file loads it."""
    from toolkit.papers import docx  # noqa: PLC0415

    return docx.write_docx(paper)


WRITERS = {
    "docx": (write_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "odt": (write_odt, "application/vnd.oasis.opendocument.text"),
    "txt": (write_text, "text/plain; charset=utf-8"),
}


def answer(page: "PaperPage", request: HttpRequest) -> HttpResponse:
    """The file that was asked for, or the page with what could be better; what was typed is in it again.

    Where no PDF can be made, the page says so with 503.
    """
    form = PaperForm(page.described, request.POST)
    do = request.POST.get("do", "check")
    is_valid = form.is_valid()
    context: dict[str, Any] = page.get_context(request)
    context |= {"form": form, "parts": parts_of(page, form)}
    if is_valid:
        is_asked = do in WRITERS or do == "pdf"
        if is_asked and (not form.missing or "anyway" in request.POST):
            try:
                return _file(page, form, do)
            except PdfFault:
                return render(request, page.get_template(request), context | {"no_pdf": True}, status=503)
        context |= {
            "checked": True,
            "missing": form.missing,
            "advice": list(form.advice(wording.value for wording in page.wordings)),
            "is_asked": is_asked,
        }
    return render(request, page.get_template(request), context)


def parts_of(page: "PaperPage", form: PaperForm) -> list[tuple]:
    """Each section with its fields: what the editor says of one, the form's field, and its answer so far."""
    return [
        (
            section.value,
            [(field, form[field["name"]], form.answer(field["name"])) for field in section.value["fields"]],
        )
        for section in page.parts
    ]


def paper_of(page: "PaperPage", form: PaperForm) -> Paper:
    """The filled paper."""
    return Paper(
        language=page.locale.language_code,
        title=page.paper_title or page.title,
        sections=[
            Section(
                section.value["title"],
                paragraphs_of(filled(section.value["printed"])),
                [form.answer(field["name"]) for field in section.value["fields"]],
            )
            for section in page.parts
        ],
        signers=[signer.value for signer in page.signers],
        note=gettext(
            "Made with Pakki's form, which was checked on %(day)s. It does not replace legal advice."
        )
        % {"day": format_day(page.reviewed_on)},
    )


def _file(page: "PaperPage", form: PaperForm, kind: str) -> HttpResponse:
    paper = paper_of(page, form)
    name = f"{slugify(paper.title) or page.slug}-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "pdf":
        return pdf_response("toolkit/papers/paper.html", {"paper": paper}, name)
    write, content_type = WRITERS[kind]
    disposition = content_disposition_header(True, name)
    return HttpResponse(
        write(paper), content_type=content_type, headers={"Content-Disposition": disposition or "attachment"}
    )
