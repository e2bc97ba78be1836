"""Compressing pages on the way out."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class PageGZipMiddleware(GZipMiddleware):
    """Django's gzip for pages; leaves streamed files alone, whose byte ranges it would break."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress unless the response is a stream."""
        return response if response.streaming else super().process_response(request, response)
