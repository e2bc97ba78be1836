"""The bare address of the site, and the upload of a translator's file."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail_localize.views.edit_translation import get_valid_next_url_from_request, upload_pofile


def choose_language(request: HttpRequest) -> HttpResponseRedirect:
    """Redirect to /fi/ or /sv/ by the browser's languages; Finnish when it asks for neither."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def upload_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Hand a translator's PO file to wagtail-localize; a missing or foreign file gets a message instead."""
    file = request.FILES.get("file")
    if file is None or b"X-WagtailLocalize-TranslationID:" not in file.read():
        messages.error(request, _("Choose the PO file that was downloaded from this translation."))
        return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
    file.seek(0)
    return upload_pofile(request, translation_id)
