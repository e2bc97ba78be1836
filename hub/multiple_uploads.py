"""Uploading several files at once: what is asked about a file when its title or another field cannot be taken."""

from typing import Any

from django.http import HttpRequest
from wagtail.documents.views.multiple import AddView as AddDocumentsView
from wagtail.images.views.multiple import AddView as AddPicturesView


class TitledAsSent:
    """Proposes the title that was sent, where Wagtail proposes the file's name: that is one of ours by then."""

    request: HttpRequest
    object: Any

    def get_edit_upload_form_context_data(self) -> dict:
        """Wagtail's form with that title."""
        self.object.title = self.request.POST.get("title", "")
        return super().get_edit_upload_form_context_data()  # type: ignore[misc]  # Wagtail's view has it


class AddDocuments(TitledAsSent, AddDocumentsView):
    """Several documents."""


class AddPictures(TitledAsSent, AddPicturesView):
    """Several pictures."""
