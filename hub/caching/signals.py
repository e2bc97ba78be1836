"""What makes readers' copies old: every change of what is ours or Wagtail's that a page can show."""

from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import page_published, page_unpublished, post_page_move

from hub.caching import edge, generation
from hub.models import Change, HubRendition, LinkCheck, LinkPlace, SearchEntry

SHOWN_OF_WAGTAIL = (Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Redirect, Site)
NOT_SHOWN = (Change, HubRendition, LinkCheck, LinkPlace, SearchEntry)
"""Renditions and search entries only repeat what their picture or page says; the link checker tells of its finds."""

OF_DRAFTS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}
"""Fields that saving a draft of a published page or snippet writes."""


RESTRICTIONS = (CollectionViewRestriction, PageViewRestriction)


def connect() -> None:
    """Let every such change advance the generation, and reach the caches in front."""
    post_save.connect(_saved, dispatch_uid="generation")
    post_delete.connect(_deleted, dispatch_uid="generation")
    page_published.connect(_changed, dispatch_uid="generation")
    page_unpublished.connect(_withdrawn, dispatch_uid="generation")
    post_page_move.connect(_withdrawn, dispatch_uid="generation")


def is_shown(model: type[Model]) -> bool:
    """Whether readers may see something of a model: Wagtail's content, and all of our own apps but the users.

    A model of a feature that no page shows says so with `never_shown`.
    """
    if issubclass(model, NOT_SHOWN) or getattr(model, "never_shown", False):
        return False
    return issubclass(model, SHOWN_OF_WAGTAIL) or model._meta.app_label in _our_apps()


@cache
def _our_apps() -> set[str]:
    """The labels of the apps that stand in this repository's root."""
    return {app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR}


def _saved(sender: type[Model], update_fields: frozenset[str] | None = None, **kwargs) -> None:
    if is_shown(sender) and not (update_fields and update_fields <= OF_DRAFTS) and not kwargs["raw"]:
        _advance(withdraws=issubclass(sender, RESTRICTIONS))


def _deleted(sender: type[Model], **kwargs) -> None:
    if is_shown(sender) or sender is HubRendition:  # A kept page still shows the file of a deleted rendition.
        _advance(withdraws=issubclass(sender, Page))


def _changed(**kwargs) -> None:
    _advance(withdraws=False)


def _withdrawn(**kwargs) -> None:
    _advance(withdraws=True)


def _advance(*, withdraws: bool) -> None:
    generation.advance(withdraws=withdraws)
    edge.purge()
