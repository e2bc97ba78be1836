"""What the toolkit adds to the admin."""

from collections.abc import Iterator

from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from hub.users.models import User
from toolkit.admin_views import comparison
from toolkit.models import AssessmentPage, LocalSupport


@hooks.register("register_admin_urls")
def register_comparison_url() -> list:
    """The comparison of a self-assessment as a table."""
    return [path("comparison/<int:page_id>/", comparison, name="comparison")]


@hooks.register("register_page_header_buttons")
def comparison_button(page: Page, user: User, next_url: str | None = None, **kwargs) -> Iterator[Button]:
    """A button to it in the menu of a self-assessment."""
    if page.specific_class is AssessmentPage and page.permissions_for_user(user).can_edit():
        url = reverse("comparison", args=[page.pk])
        yield Button(_("Download the comparison"), url, icon_name="download", priority=80)


@register_snippet
class LocalSupportViewSet(SnippetViewSet):
    """The supports of municipalities and employment areas in the admin."""

    model = LocalSupport
    icon = "site"
    menu_label = gettext_lazy("Local supports")
    list_display = [
        "name_fi",
        "amount",
        Column("get_availability_display", label=gettext_lazy("availability")),
    ]
