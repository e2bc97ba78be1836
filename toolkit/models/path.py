"""An association's own path: questions, and the steps that follow from the answers, with their dates."""

import datetime
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from hub.caching.headers import may_be_kept
from hub.facts.figures import Figure, State, UnknownFactError
from hub.facts.records import published_facts
from hub.facts.texts import filled
from hub.facts.wording import amount_of, in_language, name_of, years_of
from hub.l10n import links
from hub.models.base import HubPage
from hub.models.mixins import ContactMixin, LeadMixin, ReviewMixin
from toolkit.deadlines import Rule
from toolkit.path.answers import Answers
from toolkit.path.blocks import PathStepsBlock, PathStepValue
from toolkit.path.form import PathForm
from toolkit.path.ics import Entry, calendar_of
from toolkit.path.steps import Planned, all_in_order, plan_of
from toolkit.path.wording import STAGES, day_of, rule_of, why_moved

ANY = r"(?s:.*)"
"""Whatever is typed is shown again, so every value makes another page."""

PLAIN = {Rule.AT_START, Rule.PAYDAY, Rule.AT_END}
"""The rules that the heading of their part tells whole."""


class ShownStep(NamedTuple):
    """A step as the page shows it: its number, its block's value, its rule and days in words.

    `dates` are all its days, `moved` says why the first is not the day that the rule gives.
    """

    number: int
    value: PathStepValue
    rule: str
    dates: list[str]
    moved: str
    is_past: bool
    figure: Figure | None

    @property
    def by_when(self) -> str:
        """The first day, or the rule where there is none."""
        return self.dates[0] if self.dates else self.rule

    @property
    def note(self) -> str:
        """The rule beside its day, where it says more than the heading of its part."""
        return self.rule if self.dates and self.value.step.rule not in PLAIN else ""


class Part(NamedTuple):
    """One part of the path with its steps."""

    key: str
    title: str
    steps: list[ShownStep]


class PathPage(LeadMixin, ReviewMixin, ContactMixin, HubPage):
    """Asks a few questions and gives the steps that follow from the answers, with their dates and who does them."""

    section = "toolkit"
    kind_icon = "tienviitta"
    parent_page_types = ["toolkit.ToolkitIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Questions, and the association's own steps with their dates.")
    reads_query = dict.fromkeys((*PathForm.base_fields, "key"), ANY) | {"format": "ics"}

    steps = StreamField(
        PathStepsBlock(),
        verbose_name=_("steps"),
        help_text=_("All steps of all paths. The answers choose among them, and their dates put them in order."),
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
        parts = self.parts(answers)
        context |= {"form": form, "answers": answers, "parts": parts, "figures": figures_of(parts)}
        if answers:
            context["query"] = urlencode(form.query)
            context["start"] = day_of(answers.start)
        return context

    def parts(self, answers: Answers | None) -> list[Part]:
        """The steps that belong to the answers, part by part and numbered throughout; all steps without answers."""
        values = [block.value for block in self.steps]
        steps = [value.step for value in values]
        plan = plan_of(steps, answers, amount_on) if answers else all_in_order(steps)
        day = answers.start if answers else timezone.localdate()
        shown = [_shown(number, planned, values, day) for number, planned in enumerate(plan, start=1)]
        return [
            Part(stage.name.lower(), str(STAGES[stage]), [each for each, _planned in group])
            for stage, group in groupby(
                zip(shown, plan, strict=True), key=lambda pair: pair[1].step.stage
            )
        ]

    def _calendar(self, form: PathForm) -> bytes:
        """The dates of the answers as a calendar file, in the page's language."""
        values = [block.value for block in self.steps]
        plan = plan_of([value.step for value in values], form.answers, amount_on)
        host = urlsplit(self.full_url).hostname
        address = f"{self.full_url}?{urlencode(form.query)}"
        entries = [
            Entry(
                uid=f"{form.key}-{planned.step.key}-{time}@{host}",
                day=due.day,
                title=values[planned.number]["title"],
                text=_text_of(values[planned.number], address),
                url=address,
            )
            for planned in plan
            for time, due in enumerate(planned.dues, start=1)
        ]
        return calendar_of(entries, self.title, timezone.now(), self.locale.language_code)


def amount_on(key: str, day: datetime.date) -> int | None:
    """What a fact says on a day as a whole number; None where it says nothing."""
    figure = figure_on(key, day)
    return None if figure is None or figure.amount is None else int(figure.amount)


def figure_on(key: str, day: datetime.date) -> Figure | None:
    """What a fact says on a day; None where there is no published value for it."""
    try:
        return published_facts().on(key, day)
    except UnknownFactError:
        return None


def figures_of(parts: list[Part]) -> list[dict]:
    """The numbers that the dates rest on, each once, for the ledger under them."""
    figures = {shown.figure.key: shown.figure for part in parts for shown in part.steps if shown.figure}
    today = timezone.localdate()
    return [
        {
            "statement": gettext("%(name)s: %(amount)s")
            % {"name": name_of(figure), "amount": amount_of(figure)},
            "year": years_of(figure),
            "figure": figure,
            "is_to_check": figure.state_on(today) is not State.CONFIRMED,
            "note": in_language(figure.notes),
        }
        for figure in figures.values()
    ]


def _shown(number: int, planned: Planned, values: list[PathStepValue], day: datetime.date) -> ShownStep:
    step, dues = planned.step, planned.dues
    figure = figure_on(step.fact, day) if step.fact else None
    return ShownStep(
        number=number,
        value=values[planned.number],
        rule=rule_of(step, figure),
        dates=[day_of(due.day) for due in dues],
        moved=why_moved(step.rule, dues[0]) if dues else "",
        is_past=len(dues) == 1 and dues[0].day < timezone.localdate(),
        figure=figure,
    )


def _text_of(value: PathStepValue, address: str) -> str:
    """What a calendar says under the title: why, who, the guide and the form, and the way back to the path."""
    who = gettext("Who: %(who)s") % {"who": ", ".join(value.doers)}
    pages = [f"{page.title}: {urljoin(address, page.url)}" for page in value.pages]
    return "\n".join([filled(value["why"]), who, *pages, address])
