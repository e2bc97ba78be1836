"""What a visitor gets when something that the site needs is gone."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error
from wagtail.models import Locale

from hub.pdf import PdfFault
from hub.storage.faults import StorageFault


def fault(request: HttpRequest) -> HttpResponse:
    """The answer to a visitor whose request has failed: 503 where something is gone for a while, otherwise 500."""
    match sys.exception():
        # The second is raised where the database has hung up on an open connection.
        case OperationalError() | InterfaceError():
            return unavailable()
        case StorageFault():
            return unavailable("503_files.html")
        case PdfFault():
            return unavailable("503_pdf.html")
        case Locale.DoesNotExist():
            return unavailable("503_languages.html")
    return server_error(request)


def unavailable(template: str = "503.html") -> HttpResponse:
    """What is shown while the database, or what the template names, is gone; in both languages: try again."""
    headers = {"Retry-After": "30", "Cache-Control": "no-store"}
    return HttpResponse(render_to_string(template), status=503, headers=headers)
