"""The toolkit's index and its drawers."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from hub.caching.headers import may_be_kept
from hub.l10n.pages import published
from hub.models.base import HubPage
from hub.models.mixins import LeadMixin
from hub.pdf import pdf_response
from toolkit.handouts import handouts_of
from toolkit.models.guide import GuidePage
from toolkit.models.paper import PaperPage
from toolkit.phases import path_of
from toolkit.queries import form_ids_by_guide, forms_in


class Drawer(NamedTuple):
    """A topic, the guides in it and the number of their forms."""

    topic: "TopicPage"
    guides: list[GuidePage]
    form_count: int


class ToolkitIndexPage(LeadMixin, HubPage):
    """All topics as drawers, and the guides along the path from idea to first pay slip."""

    section = "toolkit"
    kind_icon = "lipas"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "toolkit.TopicPage",
        "toolkit.PathPage",
        "toolkit.CalculatorPage",
        "toolkit.AssessmentPage",
        "toolkit.ProcessPage",
        "toolkit.LinkListPage",
    ]
    page_description = _("The front page of the toolkit: its topics and the path.")

    content_panels = [*Page.content_panels, *LeadMixin.lead_panels]
    search_fields = [*Page.search_fields, *LeadMixin.lead_search_fields]

    class Meta:
        verbose_name = _("toolkit index")
        verbose_name_plural = _("toolkit indexes")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Adds the drawers, the path and the forms of the guides in the reader's language."""
        context = super().get_context(request, *args, **kwargs)
        guides = list(published(GuidePage).defer_streamfields().descendant_of(self).order_by("path"))
        used = form_ids_by_guide(guides)
        context["forms"] = list(forms_in(self.locale.language_code, set().union(*used.values())))
        context["drawers"] = [
            _drawer(topic, guides, used, {form.pk for form in context["forms"]})
            for topic in published(TopicPage).child_of(self).order_by("path")
        ]
        context["path"] = path_of(guides)
        context["papers"] = _papers_below(self)
        context["tools"] = published().child_of(self).not_exact_type(TopicPage).order_by("path")
        return context


def _drawer(
    topic: "TopicPage", guides: list[GuidePage], used: dict[int, set[int]], forms: set[int]
) -> Drawer:
    inside = [guide for guide in guides if guide.path.startswith(topic.path)]
    return Drawer(topic, inside, len(forms & set().union(*(used[guide.pk] for guide in inside))))


def _papers_below(page: Page) -> PageQuerySet[PaperPage]:
    return published(PaperPage).defer_streamfields().descendant_of(page).order_by("path")


class TopicPage(LeadMixin, HubPage):
    """One drawer: the guides of a topic."""

    section = "toolkit"
    kind_icon = "lipas"
    reads_query = {"format": "pdf", "print": "all"}
    parent_page_types = ["toolkit.ToolkitIndexPage"]
    subpage_types = ["toolkit.GuidePage", "toolkit.PaperPage"]
    page_description = _("A drawer of the toolkit: guides on one topic.")

    content_panels = [*Page.content_panels, *LeadMixin.lead_panels]
    search_fields = [*Page.search_fields, *LeadMixin.lead_search_fields]

    class Meta:
        verbose_name = _("toolkit topic")
        verbose_name_plural = _("toolkit topics")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The page, or all its guides one after another: as a PDF file or as a page to print. Raises PdfFault."""
        if request.GET.get("format") == "pdf":
            context = {"title": self.title, "lead": self.lead, "address": self.full_url}
            context["handouts"] = handouts_of(self, self._guides())
            response = pdf_response("toolkit/topic_paper.html", context, f"{self.slug}.pdf")
        elif request.GET.get("print") == "all":
            context = super().get_context(request, *args, **kwargs)
            context["handouts"] = handouts_of(self, self._guides())
            response = TemplateResponse(request, "toolkit/topic_print.html", context)
        else:
            return super().serve(request, *args, **kwargs)
        return may_be_kept(response, self.reads_query)

    def _guides(self) -> list[GuidePage]:
        return list(published(GuidePage).child_of(self).order_by("path"))

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Adds the topic's guides, their forms in the reader's language and the other topics."""
        context = super().get_context(request, *args, **kwargs)
        guides = self._guides()
        used = form_ids_by_guide(guides)
        context["guides"] = guides
        context["forms"] = forms_in(self.locale.language_code, set().union(*used.values()))
        context["papers"] = _papers_below(self)
        context["others"] = published(TopicPage).sibling_of(self, inclusive=False).order_by("path")
        return context
