"""Who may fetch the files of a recording: whoever may read a page that shows it."""

from functools import cache

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import FileField, Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.permissions import page_permission_policy

from hub.l10n.pages import private_paths
from hub.models import HubMedia
from hub.security.known import known


def recording_of(path: str) -> HubMedia | None:
    """The recording that a file belongs to: its film, its still picture or its captions."""
    belongs = Q()
    for lookup in _file_lookups():
        belongs |= Q(**{lookup: path})
    return HubMedia.objects.filter(belongs).first()


@cache
def _file_lookups() -> list[str]:
    """Where the names of a recording's files stand, in its own fields and in what hangs on it."""
    own = [field.name for field in HubMedia._meta.fields if isinstance(field, FileField)]
    others = [
        f"{relation.name}__{field.name}"
        for relation in HubMedia._meta.related_objects
        for field in relation.related_model._meta.local_fields
        if isinstance(field, FileField)
    ]
    return [*own, *others]


def pages_showing(recording: HubMedia) -> QuerySet[Page]:
    """The published pages that show a recording."""
    return Page.objects.live().filter(pk__in=_uses(recording))


def _uses(recording: HubMedia) -> list[str]:
    """The keys of the pages that show a recording, drafts included."""
    uses = ReferenceIndex.get_references_to(recording).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    return list(uses.values_list("object_id", flat=True))


def _works_with(user: AbstractUser | AnonymousUser, recording: HubMedia) -> bool:
    """Whether `user` may open the recording in the admin, or edit a page that shows it."""
    if not user.has_perm("wagtailadmin.access_admin"):
        return False
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    return (
        known(user, HubMedia).filter(pk=recording.pk).exists()
        or editable.filter(pk__in=_uses(recording)).exists()
    )


def is_public(pages: list[Page]) -> bool:
    """Whether anybody may read one of `pages`."""
    private = tuple(private_paths())
    return any(not page.path.startswith(private) for page in pages)


def may_read(request: HttpRequest, recording: HubMedia, pages: list[Page]) -> bool:
    """Whether this visitor works with the recording or a page that shows it, or may read one of `pages`."""
    if _works_with(request.user, recording):
        return True
    if request.user.is_authenticated:
        prefetch_related_objects([request.user], "groups")  # Else each restriction asks for them.
    restrictions = list(PageViewRestriction.objects.select_related("page").prefetch_related("groups"))
    return any(
        all(
            restriction.accept_request(request)
            for restriction in restrictions
            if page.path.startswith(restriction.page.path)
        )
        for page in pages
    )
