"""The common client process: who does what, from the first contact to the follow-up."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from hub.models.base import HubPage
from hub.models.mixins import ContactMixin, LeadMixin, ReviewMixin
from toolkit.blocks import StageBlock
from toolkit.lanes import Lane
from toolkit.process import bands_of, columns_of


class ProcessPage(LeadMixin, ReviewMixin, ContactMixin, HubPage):
    """An ordered process between several parties, drawn as a diagram and told as a list."""

    section = "toolkit"
    kind_icon = "kadet"
    share_kind = "article"
    parent_page_types = ["toolkit.ToolkitIndexPage"]
    subpage_types: list[str] = []
    page_description = _(
        "A process of several partners in order: a diagram to print, and the same as a list."
    )

    stages = StreamField(
        [("stage", StageBlock())],
        verbose_name=_("stages"),
        help_text=_("In order. Up to fifteen steps in all fit on one sheet of paper."),
    )

    content_panels = [
        *Page.content_panels,
        *LeadMixin.lead_panels,
        FieldPanel("stages"),
        *ContactMixin.contact_panels,
        *ReviewMixin.review_panels,
    ]
    search_fields = [
        *Page.search_fields,
        *LeadMixin.lead_search_fields,
        *ReviewMixin.review_search_fields,
        index.SearchField("stages"),
    ]

    class Meta:
        verbose_name = _("client process")
        verbose_name_plural = _("client processes")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Adds the parties as `lanes`, and the stages with their numbered steps as `bands`."""
        context = super().get_context(request, *args, **kwargs)
        stages = [
            (stage.value, [(step["who"], step) for step in stage.value["steps"]]) for stage in self.stages
        ]
        columns = columns_of(stages, Lane.values)
        context["lanes"] = [Lane(lane) for lane in columns]
        context["bands"] = bands_of(stages, columns)
        return context
