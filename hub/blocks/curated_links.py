"""Curated links in a page: chosen from the records, so that owner, check and address stand in one place."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.blocks import SnippetChooserBlock


class CuratedLinkBlock(SnippetChooserBlock):
    """A link that somebody looks after."""

    def __init__(self, **kwargs):
        super().__init__("hub.CuratedLink", **kwargs)

    def deconstruct(self) -> tuple:
        """As Wagtail's block: for the database there is no difference."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.snippets.blocks.SnippetChooserBlock", ["hub.CuratedLink", *args], kwargs

    def get_preview_value(self):
        """The first link of the site; nothing while there is none."""
        return self.model_class.objects.filter(live=True).first()

    class Meta:
        icon = "link"
        label = _("Curated link")
        description = _("A link with the one who looks after it and the day of its last check.")
        template = "blocks/curated_link.html"
