"""What editors should do next: late reviews, missing translations, drafts, and what page types report."""

from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from hub.caching import generation
from hub.checks import page_types, translatable_snippets
from hub.dates import format_day
from hub.l10n.pages import published
from hub.l10n.translations import half_translated, stale_sources
from hub.models.mixins import ReviewMixin
from hub.reports.facts import fact_tasks
from hub.reports.links import link_tasks
from hub.reports.tasks import EditorTask

SHOWN = 8


class WhatNext(Component):
    """The first panel of the dashboard."""

    name = "what_next"
    template_name = "hub/admin/what_next.html"
    order = 10

    def __init__(self, request: HttpRequest):
        self.request = request

    def get_context_data(self, parent_context) -> dict:
        """The tasks, urgent ones first, and how many more there are."""
        tasks = sorted(editor_tasks(self.request.user), key=lambda task: not task.is_urgent)
        return {
            "tasks": tasks[:SHOWN],
            "more": max(len(tasks) - SHOWN, 0),
            "new_pages": new_pages(self.request.user),
            "request": self.request,
        }


def editor_tasks(user: AbstractUser | AnonymousUser) -> list[EditorTask]:
    """Everything that `user` should mend and may, of all page types; the facts are read once for all of it."""
    generation.read()
    try:
        tasks = [
            *_late_reviews(),
            *fact_tasks(),
            *link_tasks(),
            *_stale_translations(),
            *_half_translated(),
            *_drafts(user),
            *(task for model in page_types() for task in model.editor_tasks()),
        ]
    finally:
        generation.done_reading()
    finder = AdminURLFinder(user)
    return [*_untranslated(user), *(task for task in tasks if finder.get_edit_url(task.about))]


class NewPage(NamedTuple):
    """A kind of page that can be made, and where."""

    name: str
    icon: str
    url: str


def new_pages(user: AbstractUser | AnonymousUser) -> list[NewPage]:
    """The kinds of content that `user` may make, each leading to the form, or to where its parents are listed."""
    kinds = []
    for model in page_types():
        if model.subpage_types:
            continue
        parents = [
            page
            for parent in model.allowed_parent_page_models()
            for page in parent.objects.filter(locale__language_code=settings.LANGUAGE_CODE)[:2]
            if page.permissions_for_user(user).can_add_subpage()
        ]
        if len(parents) == 1:
            args = [model._meta.app_label, model._meta.model_name, parents[0].pk]
            url = reverse("wagtailadmin_pages:add", args=args)
        elif parents:
            url = reverse("wagtailadmin_explore", args=[parents[0].get_parent().pk])
        else:
            continue
        kinds.append(NewPage(capfirst(model.get_verbose_name()), f"pakki-{model.kind_icon}", url))
    return kinds


def _late_reviews() -> list[EditorTask]:
    pages = [
        page
        for model in page_types()
        if issubclass(model, ReviewMixin)
        for page in published(model).filter(locale__language_code=settings.LANGUAGE_CODE)
        if page.is_review_late
    ]
    return [
        EditorTask(
            _("Check that “%(title)s” is still true: its review was due on %(day)s.")
            % {"title": page.title, "day": format_day(page.review_due_on)},
            _edit_url(page),
            page,
            is_urgent=True,
        )
        for page in sorted(pages, key=lambda page: page.review_due_on)
    ]


def _untranslated(user: AbstractUser | AnonymousUser) -> list[EditorTask]:
    """One task for each language that lacks pages of another, leading to the first, for who may send to translation."""
    tasks: list[EditorTask] = []
    if not user.has_perm("wagtail_localize.submit_translation"):
        return tasks
    for code, name in settings.LANGUAGES:
        have = published().filter(locale__language_code=code).values("translation_key")
        missing = published().filter(depth__gt=1).exclude(translation_key__in=have)
        if count := missing.count():
            text = ngettext(
                "Translate into %(language)s: %(count)s page is missing, “%(title)s”.",
                "Translate into %(language)s: %(count)s pages are missing, first “%(title)s”.",
                count,
            )
            first = missing.order_by("path").first()
            values = {"count": count, "language": str(name).lower(), "title": first.title}
            url = AdminURLFinder(user).get_edit_url(first) or reverse(
                "wagtail_localize:submit_page_translation", args=[first.pk]
            )
            tasks.append(EditorTask(text % values, url, first))
    return tasks


def _half_translated() -> list[EditorTask]:
    """Public pages, and all snippets, whose original has texts that are not translated yet."""
    keys = {
        (translation.source.object_id, translation.target_locale_id)
        for translation in half_translated().select_related("source")
    }
    wanted = {"translation_key__in": [key for key, _locale in keys]}
    return [
        EditorTask(
            _("Finish the translation of “%(title)s”.") % {"title": instance}, _edit_url(instance), instance
        )
        for instance in [*published().filter(**wanted), *_snippets(**wanted)]
        if (instance.translation_key, instance.locale_id) in keys
    ]


def _stale_translations() -> list[EditorTask]:
    return [
        EditorTask(
            _("Update the translation of “%(title)s”: the original has changed.") % {"title": page.title},
            reverse("wagtail_localize:update_translations", args=[source.pk]),
            page,
        )
        for source, page in stale_sources()
    ]


def _drafts(user: AbstractUser | AnonymousUser) -> list[EditorTask]:
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    pages = pages.filter(depth__gt=1, has_unpublished_changes=True, alias_of__isnull=True)
    drafts = [
        *(
            (page, page.get_admin_display_title())
            for page in pages.order_by("-latest_revision_created_at")[:SHOWN]
        ),
        *((snippet, str(snippet)) for snippet in _snippets(has_unpublished_changes=True)),
    ]
    return [
        EditorTask(
            _("Publish “%(title)s”: it has changes that readers do not see.") % {"title": title},
            _edit_url(instance),
            instance,
        )
        for instance, title in drafts
    ]


def _snippets(**filters) -> list[Model]:
    """The translatable snippets of every kind that `filters` let through."""
    return [
        snippet for model in translatable_snippets() for snippet in model._default_manager.filter(**filters)
    ]


def _edit_url(instance: Model) -> str:
    return AdminURLFinder().get_edit_url(instance)
