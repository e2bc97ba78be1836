"""What a visitor gets when something that the site needs is gone."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

DATABASE_GONE = (OperationalError, InterfaceError)
"""What Django raises when the database does not answer, or has hung up on an open connection."""


def fault(request: HttpRequest) -> HttpResponse:
    """The answer to a visitor whose request has failed: 503 where the database is gone, otherwise 500."""
    if isinstance(sys.exception(), DATABASE_GONE):
        return unavailable()
    return server_error(request)


def unavailable() -> HttpResponse:
    """What is shown while the database is gone, in both languages: try again, what you have typed is not lost."""
    headers = {"Retry-After": "30", "Cache-Control": "no-store"}
    return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
