"""What the kernel adds to Wagtail's admin and rich text."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.admin.ui.tables import Column
from wagtail.models import Page, ReferenceIndex, TranslatableMixin
from wagtail.query import PageQuerySet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from hub.checks import page_types
from hub.l10n.translations import missing_strings
from hub.l10n.views import SubmitSnippet, UpdateTranslations, upload_translation
from hub.models import CuratedLink, Fact, HubDocument, Menu, SiteText
from hub.multiple_uploads import AddDocuments, AddPictures
from hub.redirect_imports import process_import, start_import
from hub.reports.dashboard import WhatNext
from hub.reports.links import LinksReport
from hub.rich_text import FACT_RULE, FactLinkHandler, ReadersLanguageLinkHandler
from hub.second_factor import urls as second_factor_urls
from hub.second_factor.panel import SecondFactorPanel
from hub.security.guards import works_everywhere
from hub.security.known import known
from hub.storage.views import send_document


@hooks.register("register_rich_text_features", order=100)
def register_link_handler(features) -> None:
    """Links to pages lead to the reader's language; numbers of law and money are chosen from the facts."""
    features.register_link_type(ReadersLanguageLinkHandler)
    features.register_link_type(FactLinkHandler)
    features.register_converter_rule("contentstate", "fact", FACT_RULE)
    options = {
        "type": "FACT",
        "icon": "tag",
        "description": _("Number of law or money"),
        "word": _("source"),
        "chooserUrls": {"factChooser": reverse_lazy(FactViewSet().chooser_viewset.get_url_name("choose"))},
    }
    features.register_editor_plugin("draftail", "fact", EntityFeature(options, js=["hub/js/fact-chip.js"]))


@hooks.register("before_edit_page", order=-1)
@hooks.register("before_edit_snippet", order=-1)
def refuse_half_translated(request: HttpRequest, instance: Model) -> HttpResponse | None:
    """Say what is missing instead of publishing a translation that would show the original's text."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    if not isinstance(instance, TranslatableMixin) or not (missing := missing_strings(instance)):
        return None
    text = ngettext(
        "Not published: %(count)s text is not translated yet. Translate it and publish again.",
        "Not published: %(count)s texts are not translated yet. Translate them and publish again.",
        missing,
    )
    messages.error(request, text % {"count": missing})
    return redirect(request.get_full_path())


@hooks.register("before_delete_snippet")
def keep_facts_in_use(request: HttpRequest, instances: list[Model]) -> HttpResponse | None:
    """A fact that a text names or a page counts with is neither deleted nor unpublished: it would be missing there."""
    for fact in instances:
        if not isinstance(fact, Fact):
            continue
        if count := ReferenceIndex.get_references_to(fact).count():
            text = ngettext(
                "“%(fact)s” is used in %(count)s place, so it can be neither deleted nor unpublished.",
                "“%(fact)s” is used in %(count)s places, so it can be neither deleted nor unpublished.",
                count,
            )
            messages.error(request, text % {"fact": fact.key, "count": count})
            return redirect("wagtailsnippets_hub_fact:usage", fact.pk)
        counting = ContentType.objects.get_for_models(*(t for t in page_types() if fact.key in t.counts_with))
        if page := Page.objects.filter(content_type__in=counting.values()).first():
            text = gettext("“%(page)s” counts with “%(fact)s”, so it can be neither deleted nor unpublished.")
            messages.error(request, text % {"fact": fact.key, "page": page.title})
            return redirect("wagtailsnippets_hub_fact:edit", fact.pk)
    return None


@hooks.register("before_delete_snippet")
def keep_links_in_use(request: HttpRequest, instances: list[Model]) -> HttpResponse | None:
    """A curated link that pages show is not deleted; unpublished, it is shown nowhere and is still there to mend."""
    for link in instances:
        if isinstance(link, CuratedLink) and (count := ReferenceIndex.get_references_to(link).count()):
            text = ngettext(
                "“%(link)s” is used in %(count)s place, so it cannot be deleted. Unpublish it instead.",
                "“%(link)s” is used in %(count)s places, so it cannot be deleted. Unpublish it instead.",
                count,
            )
            messages.error(request, text % {"link": link, "count": count})
            return redirect("wagtailsnippets_hub_curatedlink:usage", link.pk)
    return None


@hooks.register("before_unpublish")
def keep_facts_in_use_published(request: HttpRequest, instance: Model) -> HttpResponse | None:
    """As for deleting."""
    return keep_facts_in_use(request, [instance])


@hooks.register("before_bulk_action")
def refuse_half_translated_pages(
    request: HttpRequest, action_type: str, objects, action
) -> HttpResponse | None:
    """Say which of the chosen pages are not translated yet instead of publishing the others only."""
    if request.method != "POST" or action_type != "publish":
        return None
    titles = [str(page) for page in objects if isinstance(page, Page) and missing_strings(page)]
    if not titles:
        return None
    messages.error(
        request,
        gettext("Nothing was published. These pages are not wholly translated yet: %(titles)s.")
        % {"titles": ", ".join(titles)},
    )
    return redirect(action.next_url)


@hooks.register("register_admin_urls", order=-1)
def guard_translation_views() -> list[URLPattern]:
    """Stand before the views of wagtail-localize that fail on what a person may well send them."""
    return [
        path("localize/translate/<int:translation_id>/pofile/upload/", upload_translation),
        path("localize/update/<int:translation_source_id>/", UpdateTranslations.as_view()),
        path("localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", SubmitSnippet.as_view()),
    ]


@hooks.register("register_admin_urls")
def add_second_factor() -> list[URLPattern]:
    """The pages on which everybody keeps their own second factor."""
    return second_factor_urls.own


@hooks.register("register_account_settings_panel")
def name_second_factor(request: HttpRequest, user, profile) -> SecondFactorPanel:
    """One's account leads to them."""
    return SecondFactorPanel(request, user, profile)


@hooks.register("register_admin_urls", order=-1)
def guard_import_of_redirects() -> list[URLPattern]:
    """Stand before views that read whatever they are sent."""
    return [
        path("redirects/import/", start_import),
        path("redirects/import/process/", process_import),
    ]


@hooks.register("register_admin_urls", order=-1)
def keep_titles_of_several_files() -> list[URLPattern]:
    """Stand before views that propose our name of a file for its title."""
    return [
        path("documents/multiple/add/", AddDocuments.as_view()),
        path("images/multiple/add/", AddPictures.as_view()),
    ]


@hooks.register("before_serve_document", order=100)
def send_checked_document(document: HubDocument, request: HttpRequest) -> HttpResponseBase | None:
    """After Wagtail's own hook, which checks who asks."""
    return send_document(document, request)


@hooks.register("construct_page_chooser_queryset")
def choose_among_known_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Leave out drafts and private pages of others, whose titles say what is not public."""
    return pages.filter(pk__in=known(request.user, Page).values("pk"))


@hooks.register("construct_homepage_panels")
def add_what_next(request, panels) -> None:
    """The dashboard begins with what to do next."""
    panels.insert(0, WhatNext(request))


@hooks.register("construct_reports_menu")
def name_translations_report(request, menu_items) -> None:
    """Name the report in the reader's language; wagtail-localize names it once, in the first reader's."""
    for item in menu_items:
        if item.url == reverse("wagtail_localize:translations_report"):
            item.label = _("Translations")


@hooks.register("construct_reports_menu")
def hide_refused_report(request, menu_items) -> None:
    """Offer the report on page types to whom its guard lets pass."""
    if not works_everywhere(request):
        url = reverse("wagtailadmin_reports:page_types_usage")
        menu_items[:] = [item for item in menu_items if item.url != url]


@hooks.register("register_admin_urls")
def add_links_report() -> list[URLPattern]:
    """The report on links that lead elsewhere."""
    return [
        path("reports/links/", LinksReport.as_view(), name="links_report"),
        path("reports/links/results/", LinksReport.as_view(results_only=True), name="links_report_results"),
    ]


class LinksReportMenuItem(MenuItem):
    """For whom the report lets pass."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person works with curated links."""
        policy = LinksReport.permission_policy
        return policy.user_has_any_permission(request.user, LinksReport.any_permission_required)


@hooks.register("register_reports_menu_item")
def offer_links_report() -> MenuItem:
    """The report among the others."""
    url = reverse_lazy("links_report")
    return LinksReportMenuItem(LinksReport.page_title, url, name="links", icon_name="link", order=1300)


@hooks.register("register_icons")
def add_icons(icons: list[str]) -> list[str]:
    """The icons of the page types."""
    return [*icons, *(f"hub/icons/pakki-{name}.svg" for name in sorted({t.kind_icon for t in page_types()}))]


@hooks.register("insert_global_admin_css")
def add_admin_css() -> str:
    """Pakki's colours in the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("hub/css/admin.css"))


@register_snippet
class MenuViewSet(SnippetViewSet):
    """Menus in the admin."""

    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    list_display = ["title", Column("get_kind_display", label=_("place")), "locale"]


@register_snippet
class SiteTextViewSet(SnippetViewSet):
    """The texts of the site in the admin."""

    model = SiteText
    icon = "doc-full-inverse"
    menu_label = _("Texts of the site")
    list_display = ["call_title", "phone", "email", "locale"]


@register_snippet
class FactViewSet(SnippetViewSet):
    """The numbers of law and money in the admin."""

    model = Fact
    icon = "tag"
    menu_label = _("Facts")
    list_display = ["key", "name_fi", "name_sv", "unit"]
    list_filter = ["unit"]
    list_per_page = 50


@register_snippet
class CuratedLinkViewSet(SnippetViewSet):
    """The links that somebody answers for in the admin."""

    model = CuratedLink
    icon = "link"
    menu_label = _("Curated links")
    list_display = ["__str__", "url_fi", Column("owner", label=_("owner")), "checked_on"]
    list_per_page = 50
