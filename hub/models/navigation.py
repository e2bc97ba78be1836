"""Menus: one translatable snippet for each site, place and language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Site, TranslatableMixin
from wagtail.search import index

from hub.blocks.links import LinkBlock
from hub.models.snippet import HubSnippet


class Menu(HubSnippet):
    """The links of one place on every page."""

    class Kind(models.TextChoices):
        MAIN = "main", _("Main menu")
        FOOTER_SERVICE = "footer_service", _("Footer: the service")
        FOOTER_ABOUT = "footer_about", _("Footer: about")

    site = models.ForeignKey(
        Site,
        verbose_name=_("site"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("The site that shows this menu."),
    )
    kind = models.CharField(
        _("place"), max_length=20, choices=Kind.choices, help_text=_("Where the menu stands on the page.")
    )
    title = models.CharField(_("heading"), max_length=60, help_text=_("Shown above the links in the footer."))
    items = StreamField(
        [("item", LinkBlock())], verbose_name=_("links"), help_text=_("From three to seven links.")
    )

    panels = [FieldPanel("site"), FieldPanel("kind"), FieldPanel("title"), FieldPanel("items")]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "kind", "locale"],
                name="hub_menu_site_kind_locale",
                violation_error_message=_(
                    "This site already has a menu in this place in this language. Edit that one."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title
