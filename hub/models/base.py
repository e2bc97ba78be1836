"""What every page of the hub is: Wagtail's page plus the hooks by which features meet the kernel."""

from typing import ClassVar

from django.http import HttpRequest
from wagtail.models import Page

from hub.l10n import links
from hub.reports.tasks import EditorTask


class HubPage(Page):
    """The parent of all page types. Fields come from mixins; here are only the hooks.

    A feature plugs into the kernel by overriding them, so that the kernel never names a feature.
    """

    section: ClassVar[str] = "plain"
    """The colour family of the page: toolkit, events, scenarios, network, home or plain."""
    kind_icon: ClassVar[str] = "ohje"
    """The icon that stands beside the page in lists and search results."""
    show_in_menus_default = False

    class Meta:
        abstract = True

    @classmethod
    def editor_tasks(cls) -> list[EditorTask]:
        """What editors should mend on pages of this type, for the dashboard."""
        return []

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Wagtail's context, with the page's links read in the reader's language beforehand."""
        links.prepare(self)
        context = super().get_context(request, *args, **kwargs)
        context["section"] = self.section
        return context
