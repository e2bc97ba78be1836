"""Wagtail's sign-in with django-allauth's stages behind it, and the pages on which one's own factors are kept."""

from allauth.account.utils import perform_login
from allauth.mfa.base.views import IndexView
from django.conf import settings
from django.http import HttpResponse
from wagtail.admin.views.account import LoginView

from hub.second_factor.required import must_set_up


class SignInView(LoginView):
    """The password; who has a second factor is asked for it before being signed in."""

    def form_valid(self, form) -> HttpResponse:
        """The next page, or the one that asks for the second factor."""
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if form.cleaned_data["remember"] else 0)
        return perform_login(self.request, form.get_user(), redirect_url=self.get_success_url())


class OverviewView(IndexView):
    """One's factors, and whether the site asks for one."""

    def get_context_data(self, **kwargs) -> dict:
        """django-allauth's context, and `must_set_up`."""
        return super().get_context_data(**kwargs) | {"must_set_up": must_set_up(self.request.user)}
