"""Wagtail's sign-in with django-allauth's stages behind it, and the pages on which one's own factors are kept."""

from allauth.account.internal.stagekit import unstash_login
from allauth.account.utils import perform_login
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin.views.account import LoginView

from hub.second_factor.forms import step_of
from hub.second_factor.required import must_set_up

HALFWAY = "second_factor_halfway"
"""Where the session keeps what the account was like when its password was given."""


class SignInView(LoginView):
    """The password; who has a second factor is asked for it before being signed in."""

    def form_valid(self, form) -> HttpResponse:
        """The next page, or the one that asks for the second factor."""
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if form.cleaned_data["remember"] else 0)
        self.request.session[HALFWAY] = form.get_user().get_session_auth_hash()
        return perform_login(self.request, form.get_user(), redirect_url=self.get_success_url())


class CodeView(AuthenticateView):
    """The second factor, of who has just given the password that the account still has."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        """django-allauth's page, or the beginning again when the password or a factor was changed meanwhile."""
        login = unstash_login(request, peek=True)
        if login and request.session.get(HALFWAY) != login.user.get_session_auth_hash():
            unstash_login(request)
            return redirect("account_login")
        return super().dispatch(request, *args, **kwargs)


class ActivateAppView(ActivateTOTPView):
    """A new app, whose first code is used up by setting it up."""

    def form_valid(self, form) -> HttpResponse:
        """django-allauth's answer."""
        response = super().form_valid(form)
        app = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        app.data["last_step"] = step_of(form.secret, form.cleaned_data["code"])
        app.save(update_fields=["data"])
        return response

    def form_invalid(self, form) -> HttpResponse:
        """The page again, at the code: on a phone the message stands below the edge of the screen."""
        form.fields["code"].widget.attrs["autofocus"] = True
        return super().form_invalid(form)


class OverviewView(IndexView):
    """One's factors, and whether the site asks for one."""

    def get_context_data(self, **kwargs) -> dict:
        """django-allauth's context, and `must_set_up`."""
        return super().get_context_data(**kwargs) | {"must_set_up": must_set_up(self.request.user)}
