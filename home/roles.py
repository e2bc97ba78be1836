"""Who may do what: the groups that a new site starts with, named in both languages.

An administrator may change them afterwards; they are made once and never touched again.
"""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import models, transaction
from wagtail.models import Collection, GroupPagePermission, Page, Task, Workflow

from home.models import HomePage
from hub.checks import translatable_snippets
from hub.models import CuratedLink, Fact
from toolkit.models import LocalSupport

EDITORS = "Toimittajat · Redaktörer"
PUBLISHERS = "Julkaisijat · Publicerare"
TRANSLATORS = "Kääntäjät · Översättare"
APPROVAL = "Julkaisijan tarkistus · Publicerarens granskning"

RENAMED: list[tuple[type[models.Model], str, str]] = [
    (Group, "Editors", EDITORS),
    (Group, "Moderators", PUBLISHERS),
    (Workflow, "Moderators approval", APPROVAL),
    (Task, "Moderators approval", APPROVAL),
    (Collection, "Root", "Kaikki · Alla"),
]
"""What Wagtail makes in English, with one name for all languages."""


@transaction.atomic
def make_roles() -> None:
    """Make the groups of a new site; nothing where they have been made before."""
    if Group.objects.filter(name=EDITORS).exists():
        return
    for model, wagtails, name in RENAMED:
        model._default_manager.filter(name=wagtails).update(name=name)
    Page.objects.filter(depth=1, title="Root").update(title="Pakki", draft_title="Pakki")

    editors = Group.objects.get_or_create(name=EDITORS)[0]
    publishers = Group.objects.get_or_create(name=PUBLISHERS)[0]
    records: list[type[models.Model]] = [*translatable_snippets(), CuratedLink, Fact, LocalSupport]
    for model in records:
        name = model.__name__.lower()
        _allow(editors, model._meta.app_label, f"add_{name}", f"change_{name}")
        _allow(
            publishers,
            model._meta.app_label,
            f"add_{name}",
            f"change_{name}",
            f"delete_{name}",
            f"publish_{name}",
        )
    for group in (editors, publishers):
        _allow(group, "events", "view_registration", "change_registration")
    _allow(publishers, "wagtailredirects", "add_redirect", "change_redirect", "delete_redirect")
    _make_translators()


def _make_translators() -> None:
    """They see the admin and change what is not in the language that pages are written in first."""
    translators = Group.objects.get_or_create(name=TRANSLATORS)[0]
    _allow(translators, "wagtailadmin", "access_admin")
    _allow(translators, "wagtail_localize", "submit_translation")
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    for home in HomePage.objects.exclude(locale__language_code=settings.LANGUAGE_CODE):
        GroupPagePermission.objects.get_or_create(group=translators, page=home, permission=change)


def _allow(group: Group, app_label: str, *codenames: str) -> None:
    permissions = Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames)
    group.permissions.add(*permissions)
