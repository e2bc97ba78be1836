"""An association's own path: questions, and the steps that follow from the answers, with their dates."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from hub.caching.headers import may_be_kept
from hub.l10n import links
from hub.models.base import HubPage
from hub.models.mixins import ContactMixin, LeadMixin, ReviewMixin
from toolkit.path.blocks import PathStepsBlock, PathStepValue
from toolkit.path.form import PathForm
from toolkit.path.ics import calendar_of
from toolkit.path.shown import entries_of, figures_of, parts_of
from toolkit.path.wording import day_of

ANY = r"(?s:.*)"
"""Whatever is typed is shown again, so every value makes another page."""


class PathPage(LeadMixin, ReviewMixin, ContactMixin, HubPage):
    """Asks a few questions and gives the steps that follow from the answers, with their dates and who does them."""

    section = "toolkit"
    kind_icon = "tienviitta"
    parent_page_types = ["toolkit.ToolkitIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Questions, and the association's own steps with their dates.")
    reads_query: ClassVar[dict[str, str]] = {
        **dict.fromkeys((*PathForm.base_fields, "key"), ANY),
        "format": "ics",
    }
    carries_query = (*PathForm.base_fields, "key")

    steps = StreamField(
        PathStepsBlock(),
        verbose_name=_("steps"),
        help_text=_(
            "All steps of all paths. The answers choose among them, and their dates put them in order."
        ),
    )

    content_panels = [
        *Page.content_panels,
        *LeadMixin.lead_panels,
        FieldPanel("steps"),
        *ContactMixin.contact_panels,
        *ReviewMixin.review_panels,
    ]
    search_fields = [
        *Page.search_fields,
        *LeadMixin.lead_search_fields,
        *ReviewMixin.review_search_fields,
        index.SearchField("steps"),
    ]

    class Meta:
        verbose_name = _("own path")
        verbose_name_plural = _("own paths")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The page, or the dates as a calendar file; the page where the answers cannot be read."""
        form = PathForm(request.GET.dict())
        if request.GET.get("format") == "ics" and form.is_bound and form.is_valid():
            links.prepare(self)
            headers = {"Content-Disposition": f'attachment; filename="{self.slug}.ics"'}
            response = HttpResponse(self._calendar(form), content_type="text/calendar", headers=headers)
            return may_be_kept(response, self.reads_query)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Adds the form and the parts of the path: with dates if the answers are there, else all steps."""
        context = super().get_context(request, *args, **kwargs)
        form = PathForm(request.GET.dict())
        answers = form.answers if form.is_bound and form.is_valid() else None
        parts = parts_of(self._values, answers)
        context |= {"form": form, "answers": answers, "parts": parts, "figures": figures_of(parts)}
        if answers:
            context["query"] = urlencode(form.query)
            context["start"] = day_of(answers.start)
        return context

    @property
    def _values(self) -> list[PathStepValue]:
        return [block.value for block in self.steps]

    def _calendar(self, form: PathForm) -> bytes:
        """The dates of the answers as a calendar file, in the page's language."""
        address = f"{self.full_url}?{urlencode(form.query)}"
        entries = entries_of(self._values, form.answers, form.key, address)
        return calendar_of(entries, self.title, timezone.now(), self.locale.language_code)
