"""Scenarios: what the place of associations could be, told so that a board can talk about it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from articles.blocks import ConsequenceBlock, Party, PointBlock, StoryBlock, TitledBlock
from hub.l10n.pages import published
from hub.models.base import HubPage
from hub.models.mixins import ContactMixin, LeadMixin, ReviewMixin
from hub.seo.structured_data import article


class ScenarioIndexPage(LeadMixin, HubPage):
    """All scenarios in the order of their numbers."""

    section = "scenarios"
    kind_icon = "tienviitta"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["articles.ScenarioPage"]
    page_description = _("The list of scenarios.")

    content_panels = [*Page.content_panels, *LeadMixin.lead_panels]
    search_fields = [*Page.search_fields, *LeadMixin.lead_search_fields]

    class Meta:
        verbose_name = _("scenario index")
        verbose_name_plural = _("scenario indexes")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Adds the scenarios."""
        context = super().get_context(request, *args, **kwargs)
        context["scenarios"] = published(ScenarioPage).defer_streamfields().child_of(self).order_by("number")
        return context


class ScenarioPage(LeadMixin, ReviewMixin, ContactMixin, HubPage):
    """A numbered picture of the future with its drivers, roles, chances and dangers."""

    class Picture(models.TextChoices):
        MARKET = "market", _("Market square")
        YARD = "yard", _("Own yard")
        VILLAGE = "village", _("Village")

    section = "scenarios"
    kind_icon = "tienviitta"
    share_kind = "article"
    parent_page_types = ["articles.ScenarioIndexPage"]
    subpage_types: list[str] = []
    page_description = _("A picture of the future: its drivers, roles, opportunities and threats.")

    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1)], help_text=_("Its place among the scenarios.")
    )
    claim = models.CharField(_("claim"), max_length=160, help_text=_("The whole scenario in one line."))
    horizon = models.PositiveSmallIntegerField(
        _("horizon"),
        validators=[MinValueValidator(2025), MaxValueValidator(2100)],
        help_text=_("The year that the scenario describes."),
    )
    picture = models.CharField(
        _("picture"),
        max_length=20,
        choices=Picture.choices,
        default=Picture.VILLAGE,
        help_text=_("Drawn by Pakki; follows light and dark."),
    )
    balance = models.PositiveSmallIntegerField(
        _("balance"),
        choices=[
            (1, _("Clearly services")),
            (2, _("More services")),
            (3, _("Both alike")),
            (4, _("More civic activity")),
            (5, _("Clearly civic activity")),
        ],
        default=3,
        help_text=_("Whether associations above all produce services or carry on civic activity."),
    )
    story = StreamField(StoryBlock(), verbose_name=_("story"), help_text=_("An ordinary day in this future."))
    drivers = StreamField(
        [("driver", TitledBlock())],
        verbose_name=_("drivers of change"),
        help_text=_("The forces that lead here; from three to five."),
    )
    roles = StreamField(
        [("role", TitledBlock())],
        verbose_name=_("roles of associations"),
        help_text=_("What associations are and do in this future."),
    )
    opportunities = StreamField(
        [("point", PointBlock())],
        verbose_name=_("opportunities"),
        help_text=_("What could turn out well; from three to five."),
    )
    threats = StreamField(
        [("point", PointBlock())],
        verbose_name=_("threats"),
        help_text=_("What could go wrong; from three to five."),
    )
    consequences = StreamField(
        [("consequence", ConsequenceBlock())],
        verbose_name=_("consequences"),
        help_text=_("What it would mean for associations, municipalities and jobseekers."),
    )
    signs = StreamField(
        [("point", PointBlock())],
        verbose_name=_("signs to watch"),
        help_text=_("What one would see first if this were coming true."),
    )
    questions = StreamField(
        [("point", PointBlock())],
        verbose_name=_("questions for the board"),
        help_text=_("From three to five questions to talk about together."),
    )

    content_panels = [
        *Page.content_panels,
        *LeadMixin.lead_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("horizon")]),
                FieldPanel("claim"),
                FieldPanel("picture"),
                FieldPanel("balance"),
            ],
            heading=_("In short"),
        ),
        FieldPanel("story"),
        FieldPanel("drivers"),
        FieldPanel("roles"),
        FieldPanel("opportunities"),
        FieldPanel("threats"),
        FieldPanel("consequences"),
        FieldPanel("signs"),
        FieldPanel("questions"),
        *ContactMixin.contact_panels,
        *ReviewMixin.review_panels,
    ]
    search_fields = [
        *Page.search_fields,
        *LeadMixin.lead_search_fields,
        *ReviewMixin.review_search_fields,
        index.SearchField("claim"),
        index.SearchField("story"),
        index.SearchField("drivers"),
        index.SearchField("roles"),
        index.FilterField("number"),
    ]

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")

    @property
    def consequences_by_party(self) -> list[tuple[str, list[str]]]:
        """The consequences of each party that has any."""
        texts: dict[str, list[str]] = {party: [] for party in Party.values}
        for consequence in self.consequences:
            texts[consequence.value["for_whom"]].append(consequence.value["text"])
        return [(party, mine) for party, mine in texts.items() if mine]

    def structured_data(self) -> list[dict]:
        """An article."""
        return [article(self)]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Adds the other scenarios."""
        context = super().get_context(request, *args, **kwargs)
        context["others"] = (
            published(ScenarioPage).defer_streamfields().sibling_of(self, inclusive=False).order_by("number")
        )
        return context
