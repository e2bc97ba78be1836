"""A list of curated links, by subject."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from hub.models.base import HubPage
from hub.models.mixins import LeadMixin
from toolkit.blocks import LinkGroupBlock


class LinkListPage(LeadMixin, HubPage):
    """Pages of others that are worth reading, each with who looks after the link and when it was last checked."""

    section = "toolkit"
    kind_icon = "ulos"
    parent_page_types = ["toolkit.ToolkitIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Curated links by subject, each with its owner and the day of its last check.")

    groups = StreamField(
        [("group", LinkGroupBlock())],
        verbose_name=_("groups"),
        help_text=_("One subject in each; what is needed most comes first."),
    )

    content_panels = [*Page.content_panels, *LeadMixin.lead_panels, FieldPanel("groups")]
    search_fields = [*Page.search_fields, *LeadMixin.lead_search_fields, index.SearchField("groups")]

    class Meta:
        verbose_name = _("list of links")
        verbose_name_plural = _("lists of links")
