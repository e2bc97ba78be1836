"""Themes: by them the recordings are archived."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index


class Theme(TranslatableMixin, index.Indexed, models.Model):
    """What a session is about, in each language."""

    name = models.CharField(_("name"), max_length=80, help_text=_("A few words."))
    description = models.CharField(
        _("description"), max_length=255, blank=True, help_text=_("One sentence for the archive.")
    )

    panels = [FieldPanel("name"), FieldPanel("description")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name", "locale"], name="events_theme_name_locale")]

    def __str__(self) -> str:
        return self.name
