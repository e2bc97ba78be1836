"""A paper to fill in on the page and take away."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from hub.blocks.references import LawBlock
from hub.blocks.related import RelatedBlock
from hub.models.base import HubPage
from hub.models.mixins import ContactMixin, LeadMixin, ReviewMixin
from hub.seo.structured_data import work
from toolkit.papers import views
from toolkit.papers.blocks import PaperPartsBlock, WordingBlock
from toolkit.papers.form import PaperForm, example_of


class PaperPage(LeadMixin, ReviewMixin, ContactMixin, HubPage):
    """A form that becomes a paper: filled in on the page, downloaded as DOCX, ODT, PDF or text, stored nowhere.

    Editors describe its fields; how a paper looks is in the repository (`toolkit/papers`).
    """

    section = "toolkit"
    kind_icon = "lomake"
    parent_page_types = ["toolkit.TopicPage"]
    subpage_types: list[str] = []
    page_description = _("A form to fill in on the page and take away as a paper; nothing is stored.")
    reads_query = {"example": "1"}
    allowed_http_methods = [*HubPage.allowed_http_methods, "POST"]

    time_needed = models.CharField(
        _("time needed"), max_length=100, help_text=_("For filling in, for example: noin 15 minuuttia.")
    )
    paper_title = models.CharField(
        _("title of the paper"),
        max_length=120,
        blank=True,
        help_text=_("Stands on the paper; without it, the title of the page does."),
    )
    parts = StreamField(
        PaperPartsBlock(),
        min_num=1,
        verbose_name=_("parts of the paper"),
        help_text=_("In their order on the paper; from two to six work best."),
    )
    signers = StreamField(
        [
            (
                "signer",
                blocks.CharBlock(
                    label=_("Who signs"),
                    max_length=120,
                    icon="signature",
                    preview_value="Työntekijä",
                    description=_("Somebody who gets a line for a signature."),
                ),
            )
        ],
        blank=True,
        verbose_name=_("signatures"),
        help_text=_("Each gets a line at the end of the paper."),
    )
    wordings = StreamField(
        [("wording", WordingBlock())],
        blank=True,
        verbose_name=_("wording help"),
        help_text=_("Shown beside the form, and when one of the words stands in an answer."),
    )
    laws = StreamField(
        [("law", LawBlock())],
        blank=True,
        verbose_name=_("law references"),
        help_text=_("What the law asks of this paper."),
    )
    related = StreamField(
        [("page", RelatedBlock())],
        blank=True,
        verbose_name=_("guides and papers"),
        help_text=_("The guide that the paper belongs to, and the paper that comes next."),
    )

    content_panels = [
        *Page.content_panels,
        *LeadMixin.lead_panels,
        MultiFieldPanel([FieldPanel("time_needed"), FieldPanel("paper_title")], heading=_("In short")),
        FieldPanel("parts"),
        FieldPanel("signers"),
        FieldPanel("wordings"),
        FieldPanel("laws"),
        FieldPanel("related"),
        *ContactMixin.contact_panels,
        *ReviewMixin.review_panels,
    ]
    search_fields = [
        *Page.search_fields,
        *LeadMixin.lead_search_fields,
        *ReviewMixin.review_search_fields,
        index.SearchField("parts"),
    ]

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")

    @cached_property
    def described(self) -> list:
        """All fields as the editor has described them, in the order of the paper."""
        return [field for part in self.parts for field in part.value["fields"]]

    def structured_data(self) -> list[dict]:
        """A document that one makes oneself."""
        return [work(self, "DigitalDocument")]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Adds the form, empty or with the example."""
        context = super().get_context(request, *args, **kwargs)
        is_example = request.method != "POST" and request.GET.get("example") == "1"
        form = PaperForm(self.described, initial=example_of(self.described) if is_example else {})
        return context | {
            "form": form,
            "parts": views.parts_of(self, form),
            "is_example": is_example,
            "has_personal": any(field["is_personal"] for field in self.described),
            "laws": [law.value for law in self.laws],
        }

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The page with its form, or the answer to what was sent."""
        if request.method == "POST":
            return views.answer(self, request)
        return super().serve(request, *args, **kwargs)
