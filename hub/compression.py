"""Compressing pages on the way out."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

REFUSED = ("q=0", "q=0.0", "q=0.00", "q=0.000")


def accepted_encodings(request: HttpRequest) -> set[str]:
    """The encodings that a browser names, but those that it refuses with a quality of 0."""
    parts = [part.partition(";") for part in request.META.get("HTTP_ACCEPT_ENCODING", "").lower().split(",")]
    return {name.strip() for name, _, quality in parts if quality.replace(" ", "") not in REFUSED}


class PageGZipMiddleware(GZipMiddleware):
    """Django's gzip for pages; leaves streamed files alone, whose byte ranges it would break."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress unless the response is a stream or the browser refuses gzip, which Django would not notice."""
        if response.streaming or "gzip" not in accepted_encodings(request):
            return response
        return super().process_response(request, response)
