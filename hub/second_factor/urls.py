"""The addresses of the second factor. Nothing else of django-allauth is open: no sign-up, no mail addresses.

`own` belongs under Wagtail's admin, which lets in who may use it, in their language.
"""

from allauth.account.views import ReauthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.urls import path, reverse_lazy

from hub.second_factor.views import ActivateAppView, CodeView, OverviewView, SignInView

sign_in = [
    path("admin/login/", SignInView.as_view(), name="account_login"),
    path("admin/login/code/", CodeView.as_view(), name="mfa_authenticate"),
]

own = [
    path("account/confirm/", ReauthenticateView.as_view(), name="account_reauthenticate"),
    path("account/second-factor/", OverviewView.as_view(), name="mfa_index"),
    path("account/second-factor/app/", ActivateAppView.as_view(), name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", DeactivateTOTPView.as_view(), name="mfa_deactivate_totp"),
    path("account/second-factor/key/", AddWebAuthnView.as_view(), name="mfa_add_webauthn"),
    path(
        "account/second-factor/key/<int:pk>/remove/",
        RemoveWebAuthnView.as_view(success_url=reverse_lazy("mfa_index")),
        name="mfa_remove_webauthn",
    ),
    path("account/second-factor/codes/", ViewRecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
    path(
        "account/second-factor/codes/new/",
        GenerateRecoveryCodesView.as_view(),
        name="mfa_generate_recovery_codes",
    ),
]
