"""Themes: by them the recordings are archived."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index

from hub.models.snippet import HubSnippet


class Theme(HubSnippet):
    """What a session is about, in each language. Two themes may have the same name, as translations may."""

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

    def __str__(self) -> str:
        return self.name
