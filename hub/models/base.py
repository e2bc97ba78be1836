"""What every page of the hub is: Wagtail's page plus the hooks by which features meet the kernel."""

from collections.abc import Iterable
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.url_routing import RouteResult

from hub.caching.generation import is_reading
from hub.caching.headers import may_be_kept
from hub.facts.figures import Alert
from hub.facts.records import published_facts
from hub.facts.wording import said_of
from hub.l10n import links
from hub.l10n.pages import is_private
from hub.l10n.translations import missing_strings
from hub.reports.tasks import EditorTask
from hub.seo.feeds import Feed, newest_feed
from hub.seo.sharing import Picture


class HubPage(Page):
    """The parent of all page types. Fields come from mixins; here are only the hooks.

    A feature plugs into the kernel by overriding them, so that the kernel never names a feature.
    """

    section: ClassVar[str] = "plain"
    """The colour family of the page: toolkit, events, scenarios, network, home or plain."""
    kind_icon: ClassVar[str] = "ohje"
    """The icon that stands beside the page in lists and search results."""
    share_kind: ClassVar[str] = "website"
    """What the page is for Open Graph: website or article."""
    reads_query: ClassVar[dict[str, str]] = {}
    """The query parameters that the page reads, each with the pattern of the values that change anything."""
    carries_query: ClassVar[tuple[str, ...]] = ()
    """Those of them that mean the same in every language: the link to another language takes them along."""
    allowed_http_methods = ["GET", "HEAD", "OPTIONS"]
    shown_with: ClassVar[tuple[str, ...]] = ()
    """Foreign keys of the page that its template shows, read together with it."""
    counts_with: ClassVar[tuple[str, ...]] = ()
    """Keys of the facts that the page counts with, beside those that its texts name."""
    show_in_menus_default = False

    class Meta:
        abstract = True

    @classmethod
    def editor_tasks(cls) -> list[EditorTask]:
        """What editors should mend on pages of this type, for the dashboard."""
        return []

    def share_picture(self) -> Picture | None:
        """The picture beside a shared link to this page; None for the one that Pakki has drawn."""
        return None

    def structured_data(self) -> list[dict]:
        """What the page is, in the words of schema.org; asked only of a page that has an address."""
        return []

    def feeds(self) -> list[Feed]:
        """The feeds that the page announces in its head."""
        return [newest_feed()]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Wagtail's page, unless its text is in another language than the address. Raises Http404.

        Wagtail falls back to the default language where the front page is not published, and an alias shows
        its source as it is.
        """
        if any("\0" in component for component in path_components):
            raise Http404  # PostgreSQL cannot be asked for it.
        result = super().route(request, path_components)
        text = self.alias_of or self
        if not path_components and text.locale.language_code != get_language():
            raise Http404
        return result

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Wagtail's, found once while a reader is served: a page names its own address some twenty times."""
        if request is not None or not is_reading():
            return super().get_url_parts(request)
        if not hasattr(self, "_url_parts"):
            self._url_parts = super().get_url_parts(request)
        return self._url_parts

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Wagtail's, asked only where the page can have any."""
        if self.alias_of_id is None and not is_private(self):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def clean(self) -> None:
        """Keep strings of the original out of a translation that is already public."""
        super().clean()
        if self.live and missing_strings(self):
            raise ValidationError(_("Some texts are not translated yet. Translate them first."))

    def publish(self, revision: Revision, *args, **kwargs) -> None:
        """Wagtail's publishing, except that a translation with strings missing stays a draft."""
        if not missing_strings(self):
            super().publish(revision, *args, **kwargs)

    def update_aliases(self, **kwargs) -> None:
        """Wagtail's, where there are any: to find none in their order, SQLite would read every page."""
        if Page.objects.filter(alias_of=self.pk).exists():
            super().update_aliases(**kwargs)

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The page, which may be kept for everybody; Wagtail forbids that again where a page is private."""
        return may_be_kept(super().serve(request, *args, **kwargs), self.reads_query)

    def serve_password_required_response(
        self, request: HttpRequest, form: Form, action_url: str
    ) -> HttpResponse:
        """Ask for the password without telling anything of the page, as Wagtail's context would."""
        context = {"form": form, "action_url": action_url}
        return render(request, "wagtailcore/password_required.html", context)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Wagtail's context, with the page's links read in the reader's language beforehand."""
        links.prepare(self)
        context = super().get_context(request, *args, **kwargs)
        context["section"] = self.section
        context["fact_alerts"] = [said_of(alert) for alert in self.fact_alerts(links.around(self).facts)]
        return context

    def fact_alerts(self, fact_ids: Iterable[int]) -> list[Alert]:
        """What has happened to these facts, and to those that this page counts with, since somebody checked it.

        A page without a day of review counts as checked when it was published last.
        """
        today = timezone.localdate()
        facts = published_facts()
        counted = {facts.history(key)[0].fact_id for key in self.counts_with if key in facts}
        published_on = timezone.localdate(self.last_published_at) if self.last_published_at else today
        checked_on = getattr(self, "reviewed_on", published_on)
        return facts.alerts({*fact_ids, *counted}, checked_on, today)
