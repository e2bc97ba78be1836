"""What django-allauth asks the site: how secrets are kept, what things are called, how one confirms who one is."""

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in goes through Wagtail's page; whoever changes a factor confirms it with the password."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": _("The password is not right. Write it again."),
    }

    def get_reauthentication_methods(self, user) -> list[dict]:
        """The password only: everybody has one, and the session has passed the second factor already."""
        return [{"id": "reauthenticate", "url": reverse("account_reauthenticate")}]


class FactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted, so that a lost copy of the database makes nobody a code."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right, or it has been used already. Write the newest one."),
        "key_refused": _("The security key was not accepted. Try again."),
        "unreadable": _("This code cannot be checked any more. Ask an administrator to remove it."),
    }

    def encrypt(self, text: str) -> str:
        """The text under a key made of SECRET_KEY."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text again.

        Raises PermissionDenied when it was encrypted under another SECRET_KEY.
        """
        try:
            return _fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise PermissionDenied from error

    def generate_authenticator_name(self, user, type: Authenticator.Type) -> str:
        """“Security key 2” for the second one that has got no name."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Security key %(number)s") % {"number": number}


def _fernet() -> Fernet:
    key = salted_hmac("hub.second_factor", "secrets", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
