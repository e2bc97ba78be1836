"""Views that the info sessions add to the admin."""

from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtailmedia.views import media


def delete_recording(request: HttpRequest, media_id: int) -> HttpResponse:
    """Wagtailmedia's own view; a recording that a session uses is kept, and its use is shown instead."""
    try:
        with transaction.atomic():
            return media.delete(request, media_id)
    except ProtectedError:
        messages.error(
            request,
            _("The recording was not deleted: these sessions use it. Remove it from them first."),
        )
        return redirect("wagtailmedia:media_usage", media_id)
