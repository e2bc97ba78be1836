"""The forms of the second factor: wrong codes are counted as wrong passwords are, and no code works twice."""

import struct

from allauth.account.forms import ReauthenticateForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from hub.security.sign_in import account_mark

NO_CREDENTIAL = (AttributeError, IndexError, KeyError, TypeError, ValueError, struct.error)
"""What fido2 raises on what is no answer of a security key."""


class CodeField(forms.CharField):
    """A field for a code; phones offer digits and fill in what they know.

    Wagtail ties the help to a field by itself, but not the errors: the templates give these their id.
    """

    def __init__(self, *, autofocus: bool = False, **kwargs):
        widget = forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autofocus": autofocus,
                "inputmode": "numeric",
                "aria-describedby": "id_code-helptext id_code-errors",
            }
        )
        super().__init__(label=_("Code"), max_length=20, widget=widget, **kwargs)


class CodeForm(AuthenticateForm):
    """A code from the app or a backup code, at sign-in.

    django-allauth counts tries and remembers used codes in the cache. Here both are in the database: all processes
    share it, and a cache that is gone neither lets a code work twice nor keeps anybody out.
    """

    code = CodeField(
        autofocus=True, help_text=_("The six digits in your authenticator app, or one of your backup codes.")
    )

    def clean_code(self) -> str:
        """The code, which from now on is used."""
        request = context.request
        who = {"second_factor": self.user.pk}
        code = "".join(self.cleaned_data["code"].split())
        problem = None
        with transaction.atomic():
            own = Authenticator.objects.select_for_update().filter(user=self.user)
            # Read, and so locked, before asking how often one has tried: tries at once are counted one by one.
            factors = list(own.exclude(type=Authenticator.Type.WEBAUTHN).order_by("-type"))
            if not AxesProxyHandler.is_allowed(request, who):
                # The middleware of django-axes makes the answer of these two.
                request.axes_locked_out, request.axes_credentials = True, who
                problem = "incorrect_code"
            else:
                try:
                    self.authenticator = next((factor for factor in factors if _accepts(factor, code)), None)
                    if self.authenticator is None:
                        user_login_failed.send(sender=__name__, request=request, credentials=who)
                        problem = "incorrect_code"
                except PermissionDenied:
                    problem = "unreadable"
        if problem or self.authenticator is None:
            raise get_adapter().validation_error(problem)
        AxesProxyHandler.reset_attempts(username=account_mark(request, who))
        self.authenticator.user = self.user
        return code


def _accepts(factor: Authenticator, code: str) -> bool:
    """Whether it is a code of this factor, now used up."""
    if factor.type == Authenticator.Type.RECOVERY_CODES:
        return factor.wrap().validate_code(code)
    step = step_of(decrypt(factor.data["secret"]), code)
    if step <= factor.data.get("last_step", 0):
        return False
    factor.data["last_step"] = step
    factor.save(update_fields=["data"])
    return True


def step_of(secret: str, code: str) -> int:
    """The half minute, counted from 1970, in which an app with this secret shows a code; 0 for none of about now."""
    steps = yield_hotp_counters_from_time()
    return next(
        (step for step in steps if constant_time_compare(code, format_hotp_value(hotp_value(secret, step)))),
        0,
    )


class ConfirmForm(ReauthenticateForm):
    """The password again, before a factor is changed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].widget.attrs |= {"aria-describedby": "id_password-errors", "autofocus": True}


class ActivateAppForm(ActivateTOTPForm):
    """The first code of a new app shows that it has the secret."""

    code = CodeField(help_text=_("The six digits that the app shows now."))


class KeyForm(AuthenticateWebAuthnForm):
    """A security key's answer, at sign-in."""

    def clean_credential(self) -> Authenticator:
        """The key that answered."""
        try:
            return super().clean_credential()
        except (forms.ValidationError, *NO_CREDENTIAL):
            raise get_adapter().validation_error("key_refused") from None


class AddKeyForm(AddWebAuthnForm):
    """A new security key's answer, and what its owner calls it."""

    name = forms.CharField(
        label=_("Name of the key"),
        help_text=_("So that you know it from another one, for example “Key ring”."),
        max_length=60,
        required=False,
    )

    def clean(self) -> dict:
        """Refuse what is no answer of a key."""
        try:
            return super().clean()
        except (forms.ValidationError, *NO_CREDENTIAL):
            raise get_adapter().validation_error("key_refused") from None
