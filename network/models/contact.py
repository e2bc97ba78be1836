"""Contact persons: whom to call, about what, and until when they work here."""

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from hub.l10n.pages import published
from hub.models.base import HubPage
from hub.models.mixins import LeadMixin
from hub.phone import phone_href, validate_phone


class ContactIndexPage(LeadMixin, HubPage):
    """All contact persons, those whose employment has ended last."""

    section = "network"
    kind_icon = "puhelin"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["network.ContactPage"]
    page_description = _("The list of contact persons.")

    content_panels = [*Page.content_panels, *LeadMixin.lead_panels]
    search_fields = [*Page.search_fields, *LeadMixin.lead_search_fields]

    class Meta:
        verbose_name = _("contact list")
        verbose_name_plural = _("contact lists")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Adds the persons who work here and those who did."""
        context = super().get_context(request, *args, **kwargs)
        people = list(published(ContactPage).child_of(self).order_by("path"))
        context["working"] = [person for person in people if person.is_working]
        context["former"] = [person for person in people if not person.is_working]
        return context


class ContactPage(LeadMixin, HubPage):
    """A person to turn to. The title is the person's name."""

    section = "network"
    kind_icon = "puhelin"
    parent_page_types = ["network.ContactIndexPage"]
    subpage_types: list[str] = []
    page_description = _("A person to turn to: role, topics, telephone and e-mail.")

    role = models.CharField(_("role"), max_length=100, help_text=_("For example: työnantajaneuvoja."))
    organisation = models.CharField(
        _("organisation"), max_length=120, help_text=_("The employer of the person.")
    )
    topics = models.CharField(_("topics"), max_length=255, help_text=_("What one may ask this person about."))
    phone = models.CharField(
        _("telephone"),
        max_length=30,
        blank=True,
        validators=[validate_phone],
        help_text=_("With spaces, for example 040 123 4567."),
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("An address at work."))
    hours = models.CharField(
        _("telephone hours"), max_length=80, blank=True, help_text=_("For example: arkisin klo 9–15.")
    )
    works_from = models.DateField(
        _("employed from"), null=True, blank=True, help_text=_("The first day at work.")
    )
    works_until = models.DateField(
        _("employed until"),
        null=True,
        blank=True,
        help_text=_("The last day at work. After it the page says that the employment has ended."),
    )

    content_panels = [
        *Page.content_panels,
        *LeadMixin.lead_panels,
        FieldPanel("role"),
        FieldPanel("organisation"),
        FieldPanel("topics"),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("email"), FieldPanel("hours")], heading=_("Contact")
        ),
        FieldRowPanel([FieldPanel("works_from"), FieldPanel("works_until")], heading=_("Employment")),
    ]
    search_fields = [
        *Page.search_fields,
        *LeadMixin.lead_search_fields,
        index.SearchField("role"),
        index.SearchField("topics"),
        index.FilterField("works_until"),
    ]

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")

    @property
    def is_working(self) -> bool:
        """Whether the person can still be reached here."""
        return self.works_until is None or self.works_until >= timezone.localdate()

    @property
    def initials(self) -> str:
        """The letters on the person's door plate."""
        return "".join(word[0] for word in self.title.split()[:2]).upper()

    @property
    def phone_href(self) -> str:
        """The number as a link."""
        return phone_href(self.phone)
