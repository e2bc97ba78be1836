"""A self-assessment: a readiness check or a quality self-assessment, computed without keeping anything."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from hub.models.base import HubPage
from hub.models.mixins import ContactMixin, LeadMixin, ReviewMixin
from hub.seo.structured_data import work
from toolkit import assessment_views
from toolkit.assessment import Area
from toolkit.assessment_file import MOST_LEVELS
from toolkit.blocks import AreaBlock, LevelBlock


class AssessmentPage(LeadMixin, ReviewMixin, ContactMixin, HubPage):
    """Statements in areas, answered on one scale; the answer is a profile, the bottleneck and guides that help.

    Reading it is kept for everybody. Answers are posted, so that they stand in no address, and computed at once.
    """

    section = "toolkit"
    kind_icon = "kysely"
    parent_page_types = ["toolkit.ToolkitIndexPage"]
    subpage_types: list[str] = []
    page_description = _("A readiness check or a quality self-assessment with feedback and guides that help.")
    allowed_http_methods = [*HubPage.allowed_http_methods, "POST"]

    time_needed = models.CharField(
        _("time needed"), max_length=100, help_text=_("For example: 15 minuuttia hallituksen kokouksessa.")
    )
    levels = StreamField(
        [("level", LevelBlock())],
        min_num=2,
        max_num=MOST_LEVELS,
        verbose_name=_("scale"),
        help_text=_(
            "From two to five levels, the lowest first. Another number of levels makes a new comparison."
        ),
    )
    areas = StreamField(
        [("area", AreaBlock())],
        min_num=1,
        verbose_name=_("areas"),
        help_text=_("Five or six work best. The result shows them in this order."),
    )

    content_panels = [
        *Page.content_panels,
        *LeadMixin.lead_panels,
        FieldPanel("time_needed"),
        FieldPanel("levels"),
        FieldPanel("areas"),
        *ContactMixin.contact_panels,
        *ReviewMixin.review_panels,
    ]
    search_fields = [
        *Page.search_fields,
        *LeadMixin.lead_search_fields,
        *ReviewMixin.review_search_fields,
        index.SearchField("areas"),
    ]

    class Meta:
        verbose_name = _("self-assessment")
        verbose_name_plural = _("self-assessments")

    @cached_property
    def outline(self) -> list[Area]:
        """The areas and statements by their ids, which are the same in every language and after every edit."""
        return [
            Area(area.id, [statement.id for statement in area.value["statements"].bound_blocks])
            for area in self.areas
        ]

    def structured_data(self) -> list[dict]:
        """A work of its own; schema.org's Quiz means one with right answers."""
        return [work(self, "WebPage")]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Adds the empty form."""
        context = super().get_context(request, *args, **kwargs)
        form = assessment_views.form_of(self)
        return context | {"form": form, "groups": assessment_views.groups_of(self, form)}

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The page with its form, or the answer to what was sent."""
        if request.method == "POST":
            return assessment_views.answer(self, request)
        return super().serve(request, *args, **kwargs)
