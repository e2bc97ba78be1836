"""Captions of a recording: shared by all pages and languages, each track naming its own language."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.captions import Cue
from hub.models import HubMedia
from hub.storage.faults import stored_with


class CaptionTrack(models.Model):
    """The captions of one recording in one language."""

    media = models.ForeignKey(
        HubMedia, verbose_name=_("recording"), on_delete=models.CASCADE, related_name="captions"
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    file = models.FileField(_("file"), upload_to="captions")
    rows = models.JSONField(
        _("cues"), editable=False, help_text=_("[start, end, text, speaker] of each cue, from the file.")
    )

    class Meta:
        verbose_name = _("caption track")
        verbose_name_plural = _("caption tracks")
        ordering = ["media", "language"]
        constraints = [
            models.UniqueConstraint(fields=["media", "language"], name="events_captiontrack_language")
        ]

    def __str__(self) -> str:
        return f"{self.media} ({self.language})"

    def save(self, *args, **kwargs) -> None:
        """Save; without the row there is no file either."""
        with stored_with(self):
            super().save(*args, **kwargs)

    @property
    def cues(self) -> list[Cue]:
        """The cues in order of time."""
        return [Cue(*row) for row in self.rows]
