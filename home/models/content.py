"""A plain page: about the service, accessibility statement, privacy."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from hub.blocks.text import ArticleBlock
from hub.models.base import HubPage
from hub.models.mixins import ContactMixin, LeadMixin, ReviewMixin
from hub.seo.structured_data import article


class ContentPage(LeadMixin, ReviewMixin, ContactMixin, HubPage):
    """Text under headings, with notices, quotes and pictures."""

    section = "plain"
    share_kind = "article"
    kind_icon = "ohje"
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]
    page_description = _("A page of text, such as the accessibility statement.")

    body = StreamField(ArticleBlock(), verbose_name=_("text"), help_text=_("Start with what matters most."))

    content_panels = [
        *Page.content_panels,
        *LeadMixin.lead_panels,
        FieldPanel("body"),
        *ContactMixin.contact_panels,
        *ReviewMixin.review_panels,
    ]
    search_fields = [
        *Page.search_fields,
        *LeadMixin.lead_search_fields,
        *ReviewMixin.review_search_fields,
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")

    def structured_data(self) -> list[dict]:
        """An article."""
        return [article(self)]
