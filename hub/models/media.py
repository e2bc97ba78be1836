"""Pictures, documents and recordings: models of our own from the first migration."""

import logging

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image, SourceImageIOError
from wagtail.search import index
from wagtailmedia.models import AbstractMedia

from hub.storage.faults import StorageFault, stored_with

logger = logging.getLogger(__name__)

READERS_SIZES = ("width-800|format-webp", "width-1000|format-webp")
"""The sizes in which readers' pages show pictures, as Wagtail names them; a contract test holds templates to it."""


class HubImage(AbstractImage):
    """A picture, cut to the readers' sizes as soon as it is there and not while the first reader waits."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def save(self, *args, **kwargs) -> None:
        """Save, and make the readers' sizes that are missing once the picture is committed."""
        with stored_with(self):
            super().save(*args, **kwargs)
        transaction.on_commit(self._make_readers_sizes)

    def create_rendition(self, filter: Filter) -> "HubRendition":
        """A new size of the picture. Raises SourceImageIOError, for which Wagtail shows a stand-in."""
        try:
            return super().create_rendition(filter)
        except StorageFault as error:
            raise SourceImageIOError("The size cannot be stored.") from error

    def _make_readers_sizes(self) -> None:
        try:
            self.get_renditions(*READERS_SIZES)
        except (SourceImageIOError, StorageFault):
            # The file is away, as after a restore without it; the sizes are made when it is back.
            logger.warning("The sizes of picture %s cannot be made.", self.pk)


class HubRendition(AbstractRendition):
    """A picture in one of the sizes that pages show."""

    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("picture size")
        verbose_name_plural = _("picture sizes")
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class HubDocument(AbstractDocument):
    """A file to take away, with the language that it is written in."""

    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language of the text in the file."),
    )

    admin_form_fields = (*Document.admin_form_fields, "language")
    search_fields = [*AbstractDocument.search_fields, index.FilterField("language")]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def save(self, *args, **kwargs) -> None:
        """Save; without the row there is no file either."""
        with stored_with(self):
            super().save(*args, **kwargs)

    def clean(self) -> None:
        """Wagtail's check of the file's type, but not of a file that the form has refused already."""
        if self.file:
            super().clean()


class HubMedia(AbstractMedia):
    """A video or sound recording; its captions are kept in `events.CaptionTrack`."""

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering = ["-created_at"]

    def save(self, *args, **kwargs) -> None:
        """Save; without the row there is no file either."""
        with stored_with(self):
            super().save(*args, **kwargs)

    def clean(self) -> None:
        """Wagtailmedia's check of the file's type, but not of a file that the form has refused already."""
        if self.file:
            super().clean()
