"""The language of a request: by its address, and in the admin by who has signed in."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import activate, get_language_from_path


class LanguageMiddleware(LocaleMiddleware):
    """Django's, except that files and other views without a language are left as they are.

    Django would send a missing file on to an address with a language, and say of every file that it differs by
    the browser's languages. Wagtail gives each view of the admin its user's language, but says of a refused one in
    the browser's.
    """

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        """Speak the language that the user has chosen for the admin in all that answers there."""
        if request.path_info.startswith("/admin/") and hasattr(request.user, "wagtail_userprofile"):
            activate(request.user.wagtail_userprofile.get_preferred_language())

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Django's answer to addresses with a language and to those that no view knows."""
        if request.resolver_match and not get_language_from_path(request.path_info):
            return response
        return super().process_response(request, response)
