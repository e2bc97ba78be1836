"""A guide: one task of an employer, in ordered steps."""

from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import StructValue
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from hub.blocks.curated_links import CuratedLinkBlock
from hub.blocks.related import RelatedBlock
from hub.caching.headers import may_be_kept
from hub.l10n.pages import published
from hub.models.base import HubPage
from hub.models.mixins import ContactMixin, LeadMixin, ReviewMixin
from hub.pdf import pdf_response
from hub.reports.tasks import EditorTask
from toolkit.blocks import ChangeBlock, NeedBlock, StepBlock
from toolkit.handouts import handouts_of
from toolkit.phases import Phase
from toolkit.structured_data import how_to


class ChecklistItem(NamedTuple):
    """A thing to tick off: its id is stable over edits and the same in every language."""

    id: str
    text: str
    step: int


class GuidePage(LeadMixin, ReviewMixin, ContactMixin, HubPage):
    """Practical instructions for one task, from what one needs to what one has ticked off."""

    section = "toolkit"
    kind_icon = "ohje"
    share_kind = "article"
    reads_query = {"format": "pdf"}
    parent_page_types = ["toolkit.TopicPage"]
    subpage_types: list[str] = []
    page_description = _("Step-by-step instructions for one task of an employer.")

    phase = models.CharField(
        _("phase"),
        max_length=20,
        choices=Phase.choices,
        help_text=_("Where the guide stands on the path from idea to first pay slip."),
    )
    goal = models.CharField(
        _("goal"), max_length=255, help_text=_("What the association has in hand when it is done.")
    )
    time_needed = models.CharField(
        _("time needed"),
        max_length=100,
        help_text=_("For reading and for doing, for example: luet 7 minuutissa, teet tunnissa."),
    )
    needs = StreamField(
        [("need", NeedBlock())],
        blank=True,
        verbose_name=_("what is needed"),
        help_text=_("From two to five things to have at hand before starting."),
    )
    steps = StreamField(
        [("step", StepBlock())],
        verbose_name=_("steps"),
        help_text=_("In the order in which they are taken; from three to seven work best."),
    )
    checklist_title = models.CharField(
        _("heading of the checklist"),
        max_length=100,
        blank=True,
        help_text=_("For example: ennen ensimmäistä työpäivää."),
    )
    related = StreamField(
        [("page", RelatedBlock())],
        blank=True,
        verbose_name=_("recordings and guides"),
        help_text=_("Where to go on from here."),
    )
    curated_links = StreamField(
        [("link", CuratedLinkBlock())],
        blank=True,
        verbose_name=_("curated links"),
        help_text=_("Pages of others on the same task, each with its owner and the day of its last check."),
    )
    changes = StreamField(
        [("change", ChangeBlock())],
        blank=True,
        verbose_name=_("what has changed"),
        help_text=_(
            "A line whenever the guide changes in substance. Readers see the lines with the newest first."
        ),
    )

    content_panels = [
        *Page.content_panels,
        *LeadMixin.lead_panels,
        MultiFieldPanel(
            [FieldPanel("phase"), FieldPanel("goal"), FieldPanel("time_needed")],
            heading=_("In short"),
        ),
        FieldPanel("needs"),
        FieldPanel("steps"),
        FieldPanel("checklist_title"),
        FieldPanel("related"),
        FieldPanel("curated_links"),
        FieldPanel("changes"),
        *ContactMixin.contact_panels,
        *ReviewMixin.review_panels,
    ]
    search_fields = [
        *Page.search_fields,
        *LeadMixin.lead_search_fields,
        *ReviewMixin.review_search_fields,
        index.SearchField("goal"),
        index.SearchField("needs"),
        index.SearchField("steps"),
        index.FilterField("phase"),
    ]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    @classmethod
    def editor_tasks(cls) -> list[EditorTask]:
        """Guides whose numbers or sources are still to be checked."""
        tasks = []
        for page in published(cls).filter(locale__language_code=settings.LANGUAGE_CODE):
            if count := page.to_check:
                text = ngettext(
                    "Check %(count)s number or source of “%(title)s”.",
                    "Check %(count)s numbers and sources of “%(title)s”.",
                    count,
                )
                url = reverse("wagtailadmin_pages:edit", args=[page.pk])
                tasks.append(EditorTask(text % {"count": count, "title": page.title}, url, page))
        return tasks

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The page, or the guide as a PDF file. Raises PdfFault."""
        if request.GET.get("format") != "pdf":
            return super().serve(request, *args, **kwargs)
        context = {"title": self.title, "handouts": handouts_of(self, [self]), "address": self.full_url}
        return may_be_kept(
            pdf_response("toolkit/guide_paper.html", context, f"{self.slug}.pdf"), self.reads_query
        )

    @property
    def to_check(self) -> int:
        """How many of its numbers and sources are marked as to be checked."""
        facts = [fact for step in self.steps for fact in step.value["facts"]]
        return sum(each.is_to_check for each in [*facts, *(source.value for source in self.sources)])

    @property
    def checklist(self) -> list[ChecklistItem]:
        """The steps' checklist items in order."""
        return [
            ChecklistItem(item.id, item.value, number)
            for number, step in enumerate(self.steps, start=1)
            for item in step.value["checklist"].bound_blocks
        ]

    @property
    def forms(self) -> list:
        """The steps' forms in order, each document once."""
        forms = {
            form["document"].pk: form
            for step in self.steps
            for form in step.value["forms"]
            if form["document"]
        }
        return list(forms.values())

    @property
    def newest_changes(self) -> list[StructValue]:
        """What has changed, the newest first."""
        return sorted(
            (change.value for change in self.changes), key=lambda change: change["day"], reverse=True
        )

    def structured_data(self) -> list[dict]:
        """Instructions in steps."""
        return [how_to(self)]
