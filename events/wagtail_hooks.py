"""What the info sessions add to the admin."""

from collections.abc import Iterator

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry, Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from events.models import SessionPage, Theme
from events.registration import admin_views
from events.views import delete_recording
from hub.users.models import User


@hooks.register("register_admin_urls", order=-1)
def register_recording_urls() -> list:
    """Addresses that come before wagtailmedia's own."""
    return [path("media/delete/<int:media_id>/", delete_recording)]


@hooks.register("register_admin_urls")
def register_registration_urls() -> list:
    """The sign-ups of a session."""
    return [
        path("registrations/<int:page_id>/", admin_views.RegistrationList.as_view(), name="registrations"),
        path(
            "registrations/<int:page_id>/results/",
            admin_views.RegistrationList.as_view(results_only=True),
            name="registrations_results",
        ),
        path(
            "registrations/<int:page_id>/attendance/",
            admin_views.Attendance.as_view(),
            name="registration_attendance",
        ),
        path(
            "registrations/<int:page_id>/message/", admin_views.Message.as_view(), name="registration_message"
        ),
        path("registrations/<int:page_id>/sheet.pdf", admin_views.Sheet.as_view(), name="registration_sheet"),
        path(
            "registrations/<int:page_id>/badges.pdf", admin_views.Badges.as_view(), name="registration_badges"
        ),
    ]


@hooks.register("register_permissions")
def register_registration_permissions() -> QuerySet[Permission]:
    """The rights to see who has signed up, and to mark and write to them, to be given to groups."""
    codes = ["view_registration", "change_registration"]
    return Permission.objects.filter(content_type__app_label="events", codename__in=codes)


@hooks.register("register_page_header_buttons")
def registrations_button(page: Page, user: User, next_url: str | None = None, **kwargs) -> Iterator[Button]:
    """A button to them in the menu of a session."""
    if page.specific_class is SessionPage and admin_views.may_see(user, page):
        yield Button(
            _now("Sign-ups"), reverse("registrations", args=[page.pk]), icon_name="group", priority=80
        )


@hooks.register("register_log_actions")
def register_registration_logs(actions) -> None:
    """Who has taken people's data out, and who has written to them."""

    @actions.register_action(admin_views.LOGGED)
    class TakenOut(LogFormatter):
        label = _("Take sign-ups out")

        def format_message(self, log_entry: ModelLogEntry) -> str:
            count = log_entry.data.get("count", 0)
            text = ngettext(
                "Took the data of %(count)s person out (%(what)s)",
                "Took the data of %(count)s people out (%(what)s)",
                count,
            )
            return text % {"count": count, "what": log_entry.data.get("what", "")}

    @actions.register_action(admin_views.WRITTEN)
    class Written(LogFormatter):
        label = _("Write to people who have signed up")

        def format_message(self, log_entry: ModelLogEntry) -> str:
            count = log_entry.data.get("count", 0)
            text = ngettext("Wrote to %(count)s person", "Wrote to %(count)s people", count)
            return text % {"count": count}


@register_snippet
class ThemeViewSet(SnippetViewSet):
    """Themes in the admin."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    list_display = ["name", "locale"]
