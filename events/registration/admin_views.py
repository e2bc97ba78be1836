"""What the staff does with the sign-ups of a session: the list, tables, attendance, mails, sheets and badges.

It takes the right to see sign-ups and the right to edit the session. Whatever takes people's data out is logged in
the history of the session.
"""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from django.views.generic.base import ContextMixin, View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.mixins import Echo
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import HeaderButton
from wagtail.log_actions import log

from events.models import Registration, RegistrationCount, SessionPage
from events.registration import mails
from events.registration.forms import MessageForm
from events.standing import Status, Way
from hub.pdf import pdf_response
from hub.users.models import User

LOGGED = "events.take_out_registrations"
WRITTEN = "events.write_to_registrations"


def may_see(user: User, page: SessionPage) -> bool:
    """Whether somebody may see who has signed up for a session."""
    return user.has_perm("events.view_registration") and page.permissions_for_user(user).can_edit()


class OfSession(ContextMixin, View):
    """A view of one session's sign-ups; `page_id` may be any of its languages."""

    permission = "events.view_registration"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The answer, which no browser keeps. Raises Http404 and PermissionDenied."""
        page = get_object_or_404(SessionPage, pk=kwargs["page_id"])
        user = request.user
        if not may_see(user, page) or not user.has_perm(self.permission):  # type: ignore[arg-type]  # signed in
            raise PermissionDenied
        self.session = page.original()
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, no_store=True, private=True)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the session."""
        return super().get_context_data(session=self.session, **kwargs)

    def seated(self) -> QuerySet[Registration]:
        """Everybody with a seat, by name."""
        return self.session.registrations.filter(status=Status.SEAT).order_by("name", "pk")

    def log(self, action: str, **data: Any) -> None:
        """Write into the history of the session what was done; never about whom."""
        log(self.session, action, user=self.request.user, data=data)

    def filename(self, what: str) -> str:
        """The name of a file, with the day of the session."""
        return f"{what}-{slugify(self.session.slug)}-{timezone.localdate(self.session.starts_at):%Y-%m-%d}"


class RegistrationFilterSet(WagtailFilterSet):
    """What the list can be narrowed to."""

    status = django_filters.ChoiceFilter(label=_("Status"), choices=Status.choices)
    way = django_filters.ChoiceFilter(label=_("Takes part"), choices=Way.choices)
    attended = django_filters.BooleanFilter(label=_("Attended"))

    class Meta:
        model = Registration
        fields: list[str] = []


class RegistrationList(OfSession, ReportView):
    """Everybody who has signed up, as a list and as a table to save."""

    header_icon = "group"
    index_url_name = "registrations"
    index_results_url_name = "registrations_results"
    template_name = "events/registration/admin/list.html"
    results_template_name = "wagtailadmin/generic/listing_results.html"
    filterset_class = RegistrationFilterSet
    is_searchable = True
    search_backend_name = None
    search_fields = ["name", "email", "association"]
    default_ordering = "queued_at"
    columns = [
        Column("name", label=_("Name"), sort_key="name"),
        Column("association", label=_("Association"), sort_key="association"),
        Column("email", label=_("E-mail"), sort_key="email"),
        Column("get_way_display", label=_("Takes part"), sort_key="way"),
        Column("get_status_display", label=_("Status"), sort_key="status"),
        Column("needs", label=_("Needs")),
        BooleanColumn("attended", label=_("Attended")),
        DateColumn("queued_at", label=_("Signed up"), sort_key="queued_at"),
    ]
    list_export = [
        *("name", "email", "association", "get_way_display", "get_status_display", "needs", "language"),
        *("queued_at", "attended"),
    ]
    export_headings = {
        "get_way_display": _("Takes part"),
        "get_status_display": _("Status"),
    }

    def get_page_title(self) -> str:
        """The name of the list."""
        return gettext("Sign-ups")

    def get_page_subtitle(self) -> str:
        """Whose."""
        return self.session.title

    def get_index_url(self) -> str:
        """The list of this session."""
        return reverse(self.index_url_name, args=[self.session.pk])

    def get_index_results_url(self) -> str:
        """Only its rows."""
        return reverse(self.index_results_url_name, args=[self.session.pk])

    def get_base_queryset(self) -> QuerySet[Registration]:
        """Everybody of this session."""
        return self.session.registrations.all()

    def get_filtered_queryset(self) -> QuerySet[Registration]:
        """Narrowed, searched and in order."""
        return self.get_queryset()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds how many seats are taken, and what is left of a session whose sign-ups are deleted."""
        context = super().get_context_data(**kwargs)
        context["seats"] = [(way.label, seats) for way, seats in self.session.seats().items()]
        context["counts"] = RegistrationCount.objects.filter(session=self.session)
        return context

    @cached_property
    def header_more_buttons(self) -> list:
        """The tables of Wagtail, and what else one can do with the list."""
        links = [
            ("registration_attendance", _("Mark attendance"), "check"),
            ("registration_message", _("Write to everybody"), "mail"),
            ("registration_sheet", _("Sign-in sheet (PDF)"), "print"),
            ("registration_badges", _("Name badges (PDF)"), "print"),
        ]
        return [
            *super().header_more_buttons,
            *(
                HeaderButton(label, url=reverse(name, args=[self.session.pk]), icon_name=icon)
                for name, label, icon in links
            ),
        ]

    def get_filename(self) -> str:
        """The name of the saved table."""
        return self.filename("ilmoittautumiset")

    def as_spreadsheet(self, queryset: QuerySet[Registration], spreadsheet_format: str) -> HttpResponseBase:
        """The table, once its saving has been logged."""
        self.log(LOGGED, what=spreadsheet_format, count=queryset.count())
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def stream_csv(self, queryset: Iterable[Registration]) -> Iterator[bytes]:
        """With the separator and the mark that a Finnish or Swedish Excel expects."""
        yield "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
        writer = csv.DictWriter(Echo(), fieldnames=self.list_export, delimiter=";")
        headings = {field: self.get_heading(self.get_base_queryset(), field) for field in self.list_export}
        yield writer.writerow(headings)
        for item in queryset:
            yield self.write_csv_row(writer, self.to_row_dict(item))


class StaffPage(OfSession, WagtailAdminTemplateMixin, TemplateView):
    """A page of the admin about the sign-ups of a session."""

    header_icon = "group"
    permission = "events.change_registration"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the list to here."""
        list_url = reverse("registrations", args=[self.session.pk])
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.session.title}
        return [*self.breadcrumbs_items, {"url": list_url, "label": gettext("Sign-ups")}, here]


class Attendance(StaffPage):
    """Who was there: a tick for each who had a seat."""

    template_name = "events/registration/admin/attendance.html"
    page_title = _("Attendance")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds everybody with a seat."""
        return super().get_context_data(people=self.seated(), **kwargs)

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Store the ticks; who is not ticked was not there."""
        ticked = [value for value in request.POST.getlist("attended") if value.isascii() and value.isdigit()]
        was_there = Case(
            When(pk__in=[int(value[:18]) for value in ticked], then=Value(True)), default=Value(False)
        )
        self.seated().update(attended=was_there)
        count = self.seated().filter(attended=True).count()
        text = ngettext("%(count)s person was there.", "%(count)s people were there.", count)
        messages.success(request, text % {"count": count})
        return redirect("registrations", self.session.pk)


class Message(StaffPage):
    """A mail to many: written, looked at, sent."""

    template_name = "events/registration/admin/message.html"
    page_title = _("Write to everybody")

    GROUPS = {
        MessageForm.SEAT: [Status.SEAT],
        MessageForm.WAITING: [Status.WAITING, Status.OFFER],
        MessageForm.BOTH: [Status.SEAT, Status.WAITING, Status.OFFER],
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the empty form."""
        return super().get_context_data(**({"form": MessageForm()} | kwargs))

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """The form with what is wrong, the mail as it will look, or its sending."""
        form = MessageForm(request.POST)
        if not form.is_valid() or request.POST.get("do") == "edit":
            return self.render_to_response(self.get_context_data(form=form))
        asked = form.cleaned_data
        people = self.session.registrations.filter(status__in=self.GROUPS[asked["to"]])
        if request.POST.get("do") != "send":
            context = self.get_context_data(form=form, is_preview=True, count=people.count())
            return self.render_to_response(context)
        count = mails.message(self.session, people, str(asked["token"]), asked["subject"], asked["text"])
        if count:
            self.log(WRITTEN, count=count)
        text = ngettext("The mail goes to %(count)s person.", "The mail goes to %(count)s people.", count)
        messages.success(request, text % {"count": count})
        return redirect("registrations", self.session.pk)


class Sheet(OfSession):
    """The list of participants on the spot, to sign at the door, as PDF."""

    template = "events/registration/admin/sheet.html"
    what, name = "sheet", "allekirjoituslista"

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """The file. Raises PdfFault."""
        people = list(self.seated().filter(way=Way.ON_SITE))
        response = pdf_response(
            self.template, self.get_context_data(people=people), f"{self.filename(self.name)}.pdf"
        )
        self.log(LOGGED, what=self.what, count=len(people))
        return response


class Badges(Sheet):
    """A badge to cut out for everybody who comes to the spot, as PDF."""

    template = "events/registration/admin/badges.html"
    what, name = "badges", "nimilaput"
