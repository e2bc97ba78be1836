"""REQUIRE_MFA: who may publish or make users does nothing in the admin before there is a second factor."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.permissions import page_permission_policy

MAKING_USERS = {"users.add_user", "users.change_user", "auth.add_group", "auth.change_group"}
OPEN = {
    "account_login",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
}
"""What one needs for setting up a second factor, and for leaving."""


def has_second_factor(user) -> bool:
    """Whether the user signs in with an app or a security key; backup codes alone are none."""
    return is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])


def must_set_up(user) -> bool:
    """Whether the site asks a second factor of the user, who has none: whoever may publish something or make users.

    It goes by the permissions and not by a group's name, which an administrator may change.
    """
    if not settings.REQUIRE_MFA or user.is_anonymous:
        return False
    may_much = page_permission_policy.user_has_permission(user, "publish") or any(
        permission in MAKING_USERS or permission.partition(".")[2].startswith("publish_")
        for permission in user.get_all_permissions()
    )
    return may_much and not has_second_factor(user)


class SecondFactorMiddleware:
    """Leads from everywhere in the admin to the page that sets up a second factor.

    Where the site asks for none, it is not there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        if not settings.REQUIRE_MFA:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The work is done where the view is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """Let the admin's view answer, or lead away from it."""
        name = request.resolver_match.url_name if request.resolver_match else None
        if not request.path_info.startswith("/admin/") or name in OPEN or not must_set_up(request.user):
            return None
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            raise PermissionDenied
        return redirect("mfa_index")
