"""What no form and no link of the admin sends: refused, where Wagtail and what it stands on would fail."""

import logging
from collections.abc import Callable
from traceback import walk_tb

from django.core.exceptions import BadRequest, ValidationError
from django.db import DataError, IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDictKeyError
from modelsearch.query import PlainText

logger = logging.getLogger(__name__)

UNREAD = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What widgets and blocks raise at what they cannot read; a database that is gone is something else."""
NO_OFFSET = "datatype mismatch"
"""What SQLite says of an offset past 64 bits; PostgreSQL calls it, like any such number, a DataError."""


class UnreadableMiddleware:
    """Answers 400 to a request for the admin that its views cannot read.

    Wagtail trusts its own scripts to send numbers where it asks for numbers and JSON where it asks for JSON, in some
    hundred fields. Where the fault came from tells such a request from a mistake in a view; the log names the view and
    the way to the fault all the same, and not what was sent.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The work is done where a view has failed."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Let a fault of the view be one, unless it could not read the request. Raises BadRequest."""
        if request.path_info.startswith("/admin/") and _is_of_the_request(exception):
            view = request.resolver_match and request.resolver_match.view_name
            places = [f"{frame.f_code.co_name}:{line}" for frame, line in walk_tb(exception.__traceback__)]
            logger.warning(
                "Refused what cannot be read by %s: %s in %s.",
                view,
                type(exception).__name__,
                " ".join(places),
            )
            raise BadRequest from exception


def _is_of_the_request(exception: Exception) -> bool:
    codes = [frame.f_code for frame, _line in walk_tb(exception.__traceback__)]
    match exception:
        case OverflowError() | DataError() | MultiValueDictKeyError():
            # A number of more than 64 bits, or NUL, on SQLite and on PostgreSQL; a field that is not there.
            return True
        case IntegrityError():
            return NO_OFFSET in str(exception)
        case ValidationError():
            # The number of a row of a formset; what a form itself refuses is caught there, and said beside its field.
            return any(code.co_name == "_construct_form" for code in codes)
        case ValueError() if (
            codes[-1].co_name == "get_prep_value" or codes[-1] is PlainText.__init__.__code__
        ):
            return True  # No number where a field of the database wants one; an operator that the search has not.
    # A widget or block was reading its part of a form.
    return isinstance(exception, UNREAD) and any(code.co_name == "value_from_datadict" for code in codes)
