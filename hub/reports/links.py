"""The report on links that lead elsewhere, and what editors have to mend because of them."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

import django_filters
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from hub.dates import format_day
from hub.l10n.pages import published
from hub.models import CuratedLink, LinkCheck
from hub.models.link_check import OutcomeChoices
from hub.reports.tasks import EditorTask

PLACES_SHOWN = 5


def _day(day: datetime.date | None) -> str:
    return format_day(day) if day else ""


def _tried_on(check: LinkCheck) -> str:
    return _day(check.checked_at and timezone.localdate(check.checked_at))


class ShownPlace(NamedTuple):
    """A place of a link as the report names it; without an address where the reader may not edit it."""

    title: str
    url: str | None


class PlacesColumn(Column):
    """Where the link stands, each place leading to its form."""

    cell_template_name = "hub/admin/link_places.html"

    def get_cell_context_data(self, instance: LinkCheck, parent_context: dict) -> dict:
        """The first places, and how many more there are."""
        context = super().get_cell_context_data(instance, parent_context)
        finder = AdminURLFinder(parent_context["request"].user)
        places = context["raw_value"]
        context["places"] = [
            ShownPlace(str(place), finder.get_edit_url(place)) for place in places[:PLACES_SHOWN]
        ]
        context["more"] = max(len(places) - PLACES_SHOWN, 0)
        return context


class LinkFilterSet(WagtailFilterSet):
    """What the report can be narrowed to."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="of_state",
        choices=[
            ("dead", _("Does not work")),
            ("failing", _("Failed the last time")),
            ("works", _("Works")),
            ("unclear", _("Nobody can tell")),
            ("new", _("Not tried yet")),
        ],
    )

    class Meta:
        model = LinkCheck
        fields: list[str] = []

    def of_state(self, checks: QuerySet[LinkCheck], name: str, state: str) -> QuerySet[LinkCheck]:
        """Those in one state; a link that failed once only does not count as dead yet."""
        match state:
            case "dead":
                return checks.filter(is_dead=True)
            case "failing":
                return checks.filter(is_dead=False, failing_since__isnull=False)
            case "works":
                return checks.filter(outcome=OutcomeChoices.WORKS)
            case "unclear":
                return checks.filter(outcome__in=[OutcomeChoices.REFUSED, OutcomeChoices.ROBOTS])
            case _:
                return checks.filter(outcome="")


class LinksReport(ReportView):
    """Every address elsewhere of the published content, the dead ones first."""

    page_title = _("Links that lead elsewhere")
    header_icon = "link"
    index_url_name = "links_report"
    index_results_url_name = "links_report_results"
    results_template_name = "wagtailadmin/generic/listing_results.html"
    filterset_class = LinkFilterSet
    permission_policy = ModelPermissionPolicy(CuratedLink)
    any_permission_required = ["add", "change", "delete"]
    is_searchable = False
    columns = [
        Column("address", label=_("Address")),
        Column("reason", label=_("What came of it")),
        Column("day_of_failure", label=_("Failing since"), accessor=lambda check: _day(check.failing_since)),
        Column("day_of_check", label=_("Tried on"), accessor=_tried_on),
        PlacesColumn("found_at", label=_("Where it stands")),
    ]
    list_export = ["address", "reason", "is_dead", "failing_since", "checked_at", "where"]
    export_headings = {
        "address": _("Address"),
        "reason": _("What came of it"),
        "is_dead": _("Does not work"),
        "failing_since": _("Failing since"),
        "checked_at": _("Tried on"),
        "where": _("Where it stands"),
    }

    def get_queryset(self) -> QuerySet[LinkCheck]:
        """The checks with their places."""
        return LinkCheck.objects.prefetch_related("places__place")

    def decorate_paginated_queryset(self, checks: Iterable[LinkCheck]) -> Iterable[LinkCheck]:
        """Adds the places, and their names for a table to save."""
        found = with_places(checks)
        for check in found:
            check.where = "; ".join(str(place) for place in check.found_at)
        return found

    def get_filename(self) -> str:
        """The name of the saved table, with the day."""
        return f"links-{timezone.localdate():%Y-%m-%d}"


def with_places(checks: Iterable[LinkCheck]) -> list[Any]:
    """The checks, each with what leads to it as `found_at`: what is still there, of the pages those that are public."""
    found: list[Any] = list(checks)
    for check in found:
        check.found_at = [place.place for place in check.places.all() if place.place is not None]
    pages = {place.pk for check in found for place in check.found_at if isinstance(place, Page)}
    public = set(published().filter(pk__in=pages).values_list("pk", flat=True))
    for check in found:
        check.found_at = [
            place for place in check.found_at if not isinstance(place, Page) or place.pk in public
        ]
    return found


def link_tasks() -> list[EditorTask]:
    """Links to mend, and curated links that somebody has to read again.

    A dead link makes one task for each page, and one for all facts that have it as their source, as for all records
    of another kind.
    """
    return [*_dead(), *_late_checks()]


def _dead() -> list[EditorTask]:
    tasks = []
    for check in with_places(LinkCheck.objects.filter(is_dead=True).prefetch_related("places__place")):
        records = defaultdict(list)
        for place in check.found_at:
            records[place.pk if isinstance(place, Page) else type(place)].append(place)
        tasks += [_mend(check, first, len(others)) for first, *others in records.values()]
    return tasks


def _mend(check: LinkCheck, place: Model, others: int) -> EditorTask:
    if others:
        text = ngettext(
            "Mend the link %(address)s of “%(title)s” and %(count)s other: it has not worked since %(day)s.",
            "Mend the link %(address)s of “%(title)s” and %(count)s others: it has not worked since %(day)s.",
            others,
        )
    else:
        text = gettext("Mend the link %(address)s of “%(title)s”: it has not worked since %(day)s.")
    values = {
        "address": check.address,
        "title": place,
        "count": others,
        "day": _day(check.failing_since),
    }
    return EditorTask(text % values, AdminURLFinder().get_edit_url(place), place, is_urgent=True)


def _late_checks() -> list[EditorTask]:
    return [
        EditorTask(
            gettext("Read what “%(title)s” leads to: its check was due on %(day)s.")
            % {"title": link, "day": format_day(link.check_due_on)},
            AdminURLFinder().get_edit_url(link),
            link,
        )
        for link in CuratedLink.objects.filter(live=True).order_by("checked_on")
        if link.is_check_late
    ]
