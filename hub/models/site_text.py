"""Texts that stand on every page: who to call, who pays, under which licence."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Site, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from hub.models.snippet import HubSnippet
from hub.phone import phone_href, validate_phone


class SiteText(HubSnippet):
    """The footer's and the help boxes' texts of one site in one language."""

    site = models.ForeignKey(
        Site,
        verbose_name=_("site"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("The site that shows these texts."),
    )
    call_title = models.CharField(
        _("invitation to call"), max_length=80, help_text=_("Heading of the footer's first column.")
    )
    call_text = models.CharField(
        _("about the advice"), max_length=200, help_text=_("For whom, and what it costs.")
    )
    hours = models.CharField(
        _("telephone hours"), max_length=80, help_text=_("For example: arkisin klo 9–15.")
    )
    phone = models.CharField(
        _("telephone"),
        max_length=30,
        validators=[validate_phone],
        help_text=_("The number of the advice service."),
    )
    email = models.EmailField(_("e-mail"), help_text=_("The address of the advice service."))
    project_line = models.CharField(
        _("project"), max_length=120, help_text=_("Who keeps this service, and until when.")
    )
    licence_line = models.CharField(
        _("licence"), max_length=120, help_text=_("Under which licence the texts may be used.")
    )
    disclaimer = models.CharField(
        _("disclaimer"), max_length=160, help_text=_("That this is guidance and not legal advice.")
    )

    panels = [
        FieldPanel("site"),
        MultiFieldPanel(
            [
                FieldPanel("call_title"),
                FieldPanel("call_text"),
                FieldPanel("hours"),
                FieldPanel("phone"),
                FieldPanel("email"),
            ],
            heading=_("Advice"),
        ),
        MultiFieldPanel(
            [FieldPanel("project_line"), FieldPanel("licence_line"), FieldPanel("disclaimer")],
            heading=_("Last line of the footer"),
        ),
    ]
    override_translatable_fields = [TranslatableField("email")]
    search_fields = [index.SearchField("call_title"), index.AutocompleteField("call_title")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("texts of the site")
        verbose_name_plural = _("texts of the site")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "locale"],
                name="hub_sitetext_site_locale",
                violation_error_message=_("This site already has its texts in this language. Edit those."),
            )
        ]

    def __str__(self) -> str:
        return self.call_title

    @property
    def phone_href(self) -> str:
        """The number as a link."""
        return phone_href(self.phone)
