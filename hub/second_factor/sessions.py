"""A session lives as long as the second factors that it began with: other browsers are signed out when they change."""

from allauth.core import context
from allauth.mfa.models import Authenticator
from django.contrib.auth import update_session_auth_hash
from django.db.models.signals import post_delete, post_save


def connect() -> None:
    """Let the session in which somebody changes their own factors go on.

    `User.get_session_auth_hash` ends the others.
    """
    post_save.connect(_changed, sender=Authenticator, dispatch_uid="second_factor")
    post_delete.connect(_changed, sender=Authenticator, dispatch_uid="second_factor")


def _changed(instance: Authenticator, **kwargs) -> None:
    user = getattr(context.request, "user", None)
    if user is not None and user.pk == instance.user_id:
        update_session_auth_hash(context.request, user)
