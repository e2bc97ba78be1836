"""PDF files to print, to send on and to hear: HTML in, tagged PDF (PDF/UA-1) out, made by WeasyPrint.

WeasyPrint needs the system library pango (`make run` installs it where it can).
"""

from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from PIL import ImageFile

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

WAIT = 20
"""Seconds that a reader waits for the files of others."""

_drawing = Lock()
"""A worker makes one file at a time: each takes up to half a second of a processor, and the fonts' memory once."""


class PdfFault(Exception):
    """No PDF can be made right now; `hub.faults` tells the reader so, with what else they can do."""


def pdf_response(template: str, context: dict, filename: str) -> HttpResponse:
    """A template that extends `layout/paper.html` as a PDF file to take away. Raises PdfFault."""
    return HttpResponse(
        make_pdf(render_to_string(template, context)),
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(True, filename)},
    )


def make_pdf(html: str) -> bytes:
    """The PDF/UA-1 of a whole HTML document, which names its language and title.

    Nothing is fetched: the style is `hub/css/paper.css` with our font, pictures are inline SVG. Raises PdfFault where
    pango is missing, and where others keep the worker busy for longer than WAIT.
    """
    try:
        # They look for pango, which the rest of the site does without.
        from weasyprint import HTML  # noqa: PLC0415
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except OSError as missing:
        raise PdfFault("pango is not installed") from missing
    # WeasyPrint lets half a picture pass, and not only its own: uploads of the whole process, too.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    if not _drawing.acquire(timeout=WAIT):
        raise PdfFault("busy")
    try:
        style, fonts = _style()
        document = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=[]))
        return document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
    finally:
        _drawing.release()


@lru_cache(maxsize=1)
def _style() -> "tuple[CSS, FontConfiguration]":
    """The style of papers with its font, read once in a process."""
    from weasyprint import CSS  # noqa: PLC0415  as above
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    path = Path(str(finders.find("hub/css/paper.css")))
    fonts = FontConfiguration()
    return CSS(filename=path, font_config=fonts), fonts
