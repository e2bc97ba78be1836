"""The language of a request, by its address."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language_from_path


class LanguageMiddleware(LocaleMiddleware):
    """Django's, except that files and other views without a language are left as they are.

    Django would send a missing file on to an address with a language, and say of every file that it differs by
    the browser's languages.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Django's answer to addresses with a language and to those that no view knows."""
        if request.resolver_match and not get_language_from_path(request.path_info):
            return response
        return super().process_response(request, response)
