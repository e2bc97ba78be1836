"""The front page: the composition root, which may know every feature."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from articles.models import ScenarioIndexPage, ScenarioPage
from events import feeds
from events.models import EventIndexPage, SessionPage
from events.queries import coming
from hub.caching.generation import remember
from hub.l10n.pages import published, with_other_languages
from hub.models.base import HubPage
from hub.models.mixins import LeadMixin
from hub.seo.feeds import Feed
from network.models import ContactIndexPage, ContactPage
from toolkit.models import GuidePage, ToolkitIndexPage
from toolkit.phases import path_of


class HomePage(LeadMixin, HubPage):
    """The front page of one language."""

    section = "home"
    kind_icon = "ovi"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "toolkit.ToolkitIndexPage",
        "events.EventIndexPage",
        "articles.ScenarioIndexPage",
        "network.ContactIndexPage",
        "home.ContentPage",
    ]
    page_description = _("The front page of one language.")

    often_searched = StreamField(
        [
            (
                "words",
                blocks.CharBlock(
                    label=_("Search words"),
                    icon="search",
                    description=_("Words that many search for."),
                    preview_value="palkkatuki",
                ),
            )
        ],
        blank=True,
        max_num=5,
        verbose_name=_("often searched"),
        help_text=_("Words under the search field that lead to their results."),
    )

    content_panels = [*Page.content_panels, *LeadMixin.lead_panels, FieldPanel("often_searched")]
    search_fields = [*Page.search_fields, *LeadMixin.lead_search_fields]

    NEWEST_GUIDES = 3
    PEOPLE = 2

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def feeds(self) -> list[Feed]:
        """Those of every feature."""
        return [*super().feeds(), *feeds.announced()]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Adds the path, the next session, what was reviewed last, the scenarios and the people."""
        context = super().get_context(request, *args, **kwargs)
        guides = list(published(GuidePage).defer_streamfields().descendant_of(self).order_by("path"))
        sessions = with_other_languages(published(SessionPage).defer_streamfields())
        people = published(ContactPage).descendant_of(self).order_by("path")
        context |= {
            "path": path_of(guides),
            "newest_guides": sorted(guides, key=lambda guide: guide.reviewed_on, reverse=True)[
                : self.NEWEST_GUIDES
            ],
            "next_session": coming(sessions).filter(is_cancelled=False).select_related("locale").first(),
            "scenarios": published(ScenarioPage).defer_streamfields().descendant_of(self).order_by("number"),
            "people": [person for person in people if person.is_working][: self.PEOPLE],
        }
        return context | remember(("parts", self.pk), self._parts)

    def _parts(self) -> dict[str, HubPage | None]:
        """The front pages of the features, by the name that the template has for each."""
        models = {
            "toolkit": ToolkitIndexPage,
            "events": EventIndexPage,
            "scenario_index": ScenarioIndexPage,
            "contacts": ContactIndexPage,
        }
        return {name: published(model).child_of(self).first() for name, model in models.items()}
