"""The list of coming sessions and the archive of recordings."""

from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from events import feeds
from events.models.session import SessionPage
from events.models.theme import Theme
from events.queries import coming, recorded
from hub.l10n.pages import published, readers_locale, with_other_languages
from hub.models.base import HubPage
from hub.models.mixins import LeadMixin
from hub.pagination import LongPaginator
from hub.seo.feeds import Feed


class EventIndexPage(LeadMixin, HubPage):
    """Coming sessions first, then the recordings by theme."""

    section = "events"
    kind_icon = "kalenteri"
    reads_query = {"theme": r"[0-9]{1,9}", "page": r"(?s:.*)"}
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.SessionPage"]
    page_description = _("Coming info sessions and the archive of recordings.")

    content_panels = [*Page.content_panels, *LeadMixin.lead_panels]
    search_fields = [*Page.search_fields, *LeadMixin.lead_search_fields]

    RECORDINGS_PER_PAGE = 12

    class Meta:
        verbose_name = _("session index")
        verbose_name_plural = _("session indexes")

    def feeds(self) -> list[Feed]:
        """Those of the sessions too."""
        return [*super().feeds(), *feeds.announced()]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Adds the coming sessions, and the recordings narrowed by the query's `theme`. Raises Http404 beyond them."""
        context = super().get_context(request, *args, **kwargs)
        sessions = with_other_languages(published(SessionPage).defer_streamfields())
        context["coming"] = coming(sessions).select_related("locale", "theme")
        context["themes"] = Theme.objects.filter(locale=readers_locale(), live=True)
        context["theme"] = next(
            (theme for theme in context["themes"] if str(theme.pk) == request.GET.get("theme")), None
        )
        recordings = recorded(sessions)
        pages = LongPaginator(recordings, self.RECORDINGS_PER_PAGE, ("recordings", self.locale_id))
        context["recording_count"] = pages.count
        if context["theme"]:
            recordings = recordings.filter(theme__translation_key=context["theme"].translation_key)
            pages = LongPaginator(recordings, self.RECORDINGS_PER_PAGE, (*pages.name, context["theme"].pk))
            context["query"] = f"theme={context['theme'].pk}&"
        try:
            context["recordings"] = pages.page(request.GET.get("page", 1))
        except InvalidPage:
            raise Http404 from None
        query = {
            "theme": context["theme"] and context["theme"].pk,
            "page": context["recordings"].has_previous() and context["recordings"].number,
        }
        context["canonical_query"] = {name: value for name, value in query.items() if value}
        return context
