"""The calculator: what hiring costs, and what is left for the association."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from hub.blocks.text import ArticleBlock
from hub.caching.generation import remember
from hub.caching.headers import may_be_kept
from hub.facts.records import published_facts
from hub.facts.wording import in_language
from hub.models.base import HubPage
from hub.models.mixins import ContactMixin, LeadMixin, ReviewMixin
from hub.pdf import pdf_response
from hub.places import municipalities
from hub.seo.structured_data import work
from toolkit.calculator_form import CalculatorForm
from toolkit.hiring_cost.as_json import errors_as_json, plans_as_json
from toolkit.hiring_cost.calculation import calculate
from toolkit.hiring_cost.keys import KEYS
from toolkit.hiring_cost.shown import Comparison, Shown, sources_of
from toolkit.models.local_support import LocalSupport

ANY = r"(?s).*"
"""Whatever is typed is shown again, so every value makes another page."""


class CalculatorPage(LeadMixin, ReviewMixin, ContactMixin, HubPage):
    """Counts what a plan of hiring costs. All of its input stands in its address."""

    section = "toolkit"
    kind_icon = "laskuri"
    parent_page_types = ["toolkit.ToolkitIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Counts what hiring costs and what is left for the association.")
    counts_with = KEYS
    reads_query = dict.fromkeys(CalculatorForm.base_fields, ANY) | {"format": "json|pdf"}
    carries_query = tuple(CalculatorForm.base_fields)

    body = StreamField(
        ArticleBlock(),
        blank=True,
        verbose_name=_("text"),
        help_text=_("Below the result: how to read it, and what to do next."),
    )

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
        verbose_name = _("calculator")
        verbose_name_plural = _("calculators")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The page, or its result as JSON or PDF. What cannot be read is a bad request as JSON, and the page as PDF.

        Raises PdfFault.
        """
        kind = request.GET.get("format")
        if kind not in ("json", "pdf"):
            return super().serve(request, *args, **kwargs)
        form = self._form(request)
        if not form.is_valid():
            if kind == "pdf":
                return super().serve(request, *args, **kwargs)
            return JsonResponse({"errors": errors_as_json(form)}, status=400)
        results = self._results(form)
        if kind == "json":
            return may_be_kept(JsonResponse(plans_as_json(results)), self.reads_query)
        shown = [Shown(result, number) for number, result in enumerate(results, start=1)]
        context = {
            "page": self,
            "results": shown,
            "comparison": Comparison(results) if len(results) > 1 else None,
            "figures": sources_of(shown),
            "today": timezone.localdate(),
            "address": f"{self.full_url}?{urlencode(form.data)}",
        }
        return may_be_kept(
            pdf_response("toolkit/calculator_paper.html", context, f"{self.slug}.pdf"), self.reads_query
        )

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Adds the form, the results of the plans that are told, and the supports of the place."""
        context = super().get_context(request, *args, **kwargs)
        form = self._form(request)
        context["form"] = form
        if form.is_bound and form.is_valid():
            results = self._results(form)
            context["results"] = [Shown(result, number) for number, result in enumerate(results, start=1)]
            context["comparison"] = Comparison(results) if len(results) > 1 else None
            context["query"] = urlencode(form.data)
            context["figures"] = sources_of(context["results"])
            place = municipalities().get(form.cleaned_data["municipality"])
            if place:
                context["place"], context["area"] = place, in_language(place.area.names)
                context["supports"] = [each for each in form.supports.values() if each.is_paid_in(place)]
        return context

    def structured_data(self) -> list[dict]:
        """A tool in the browser."""
        return [
            {
                **work(self, "WebApplication"),
                "applicationCategory": "FinanceApplication",
                "operatingSystem": "All",
            }
        ]

    def _form(self, request: HttpRequest) -> CalculatorForm:
        told = {name: request.GET[name] for name in CalculatorForm.base_fields if name in request.GET}
        # A machine that tells nothing hears what is missing; a reader sees the empty form.
        is_told = told or request.GET.get("format") == "json"
        return CalculatorForm(told if is_told else None, remember("local supports", _supports))

    def _results(self, form: CalculatorForm) -> list:
        return [calculate(plan, published_facts(), timezone.localdate()) for plan in form.plans]


def _supports() -> list[LocalSupport]:
    """What can be applied for, as far as is known."""
    return list(LocalSupport.objects.filter(live=True).exclude(availability=LocalSupport.Availability.ENDED))
