"""Mixins of the page types: each owns its fields and the panels that edit them."""

import datetime

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.search import index

from hub.blocks.references import SourceBlock
from hub.caching.generation import remember
from hub.dates import add_months
from hub.l10n import links


class LeadMixin(models.Model):
    """The sentence or two under the title."""

    lead = models.TextField(
        _("lead"),
        max_length=400,
        help_text=_("One or two sentences under the title: what the reader gets from this page."),
    )

    lead_panels = [FieldPanel("lead")]
    lead_search_fields = [index.SearchField("lead", boost=2), index.AutocompleteField("lead")]

    class Meta:
        abstract = True


class ReviewMixin(models.Model):
    """When the content was last checked, how often it has to be, and what it rests on."""

    class Interval(models.IntegerChoices):
        QUARTER = 3, _("Every three months")
        HALF_YEAR = 6, _("Every six months")
        YEAR = 12, _("Every year")
        TWO_YEARS = 24, _("Every two years")

    reviewed_on = models.DateField(
        _("reviewed on"),
        default=datetime.date.today,
        help_text=_("The day when somebody last checked that everything on this page is true."),
    )
    review_interval = models.PositiveSmallIntegerField(
        _("review interval"),
        choices=Interval.choices,
        default=Interval.HALF_YEAR,
        help_text=_(
            "How often the page has to be checked. A page whose check is late says so to its reader."
        ),
    )
    sources = StreamField(
        [("source", SourceBlock())],
        blank=True,
        verbose_name=_("sources"),
        help_text=_("Where the facts of this page come from."),
    )

    review_panels = [
        MultiFieldPanel([FieldPanel("reviewed_on"), FieldPanel("review_interval")], heading=_("Review")),
        FieldPanel("sources"),
    ]
    review_search_fields = [index.FilterField("reviewed_on")]

    class Meta:
        abstract = True

    @property
    def review_due_on(self) -> datetime.date:
        """The last day on which the page counts as checked."""
        return add_months(self.reviewed_on, self.review_interval)

    @property
    def is_review_late(self) -> bool:
        """Whether the page should have been checked before today."""
        return self.review_due_on < timezone.localdate()


class ContactMixin(models.Model):
    """The person who answers for the page and to whom the reader may turn."""

    contact = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("contact person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown at the foot of the page with a phone number."),
    )

    contact_panels = [PageChooserPanel("contact", page_type=["network.ContactPage"])]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Adds the contact person in the reader's language, or None."""
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc]  # the page's
        version = links.version(self.contact_id) if self.contact_id else None
        context["contact"] = version and remember(("contact", version.pk), lambda: version.specific)
        return context
