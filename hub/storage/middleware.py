"""Uploads while the store of files is gone: the form again with what was typed, and what is wrong beside the file."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from hub.storage.faults import StorageFault, postponed_deletions
from hub.uploads import refusing_files


class UploadMiddleware:
    """Answers an upload that could not be stored with the view's own form, status 503.

    The view is asked a second time, and its form then refuses the file. Scripts get 200: those of the admin show a
    message with that status only.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer; what the request replaces is deleted when it has gone well."""
        if request.method != "POST":
            return self.get_response(request)
        with postponed_deletions() as files:
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(request, "is_refused", False):
                files.clear()
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The form with a message beside the file; None for other faults, and where no file was sent."""
        if not isinstance(error, StorageFault) or not request.FILES or not request.resolver_match:
            return None
        request.is_refused = True  # type: ignore[attr-defined]
        view, arguments, names = request.resolver_match
        with refusing_files():
            response = view(request, *arguments, **names)
            if hasattr(response, "render"):
                response = response.render()
        if request.headers.get("X-Requested-With") != "XMLHttpRequest":
            response.status_code = 503
            response.headers["Retry-After"] = "30"
        return response
