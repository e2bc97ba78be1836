"""Which pages, files and snippets a person who works in the admin may know of."""

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import Model, Q, QuerySet
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy
from wagtailmedia.permissions import permission_policy as recording_policy

from hub.l10n.pages import published
from hub.models import HubDocument, HubImage, HubMedia

LARGEST_KEY = 2**63
"""No database has a key beyond it, and SQLite cannot be asked for one."""
POLICIES = {HubImage: picture_policy, HubDocument: document_policy, HubMedia: recording_policy}


def known(user: AbstractUser | AnonymousUser, model: type[Model]) -> QuerySet:
    """The objects that `user` may work with or choose; of pages, those that anybody may read besides."""
    if issubclass(model, Page):
        explorable = page_permission_policy.explorable_instances(user).order_by()
        return Page.objects.filter(
            Q(pk__in=explorable.values("pk")) | Q(pk__in=published().values("pk")) | Q(depth=1)
        )
    policy = POLICIES.get(model) or ModelPermissionPolicy(model)
    return policy.instances_user_has_any_permission_for(user, ["add", "change", "delete", "choose", "view"])


def knows(user: AbstractUser | AnonymousUser, model: type[Model], *keys: int | str) -> bool:
    """Whether `user` may know of every object that `keys` name; those that do not exist are nothing to hide."""
    named = model._default_manager.filter(pk__in=[key for key in keys if abs(int(key)) < LARGEST_KEY])
    return not named.exclude(pk__in=known(user, model).values("pk")).exists()
