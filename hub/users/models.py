"""The person who signs in to the admin."""

from django.contrib.auth.models import AbstractUser
from django.utils.crypto import salted_hmac


class User(AbstractUser):
    """Django's user under a name of our own, so that it can grow without a swap of tables."""

    def get_session_auth_hash(self) -> str:
        """Changes with the password, as Django's does, and with the app and the keys of the second factor.

        So a session that began without them ends when they come, and all end when one of them goes. Costs a query.
        """
        of_password = super().get_session_auth_hash()
        # The relation comes from allauth.mfa, which django-stubs does not see.
        factors = self.authenticator_set.exclude(type="recovery_codes").order_by("pk")  # type: ignore[attr-defined]
        numbers = list(factors.values_list("pk", flat=True))
        if not numbers:
            return of_password
        return salted_hmac("hub.users", f"{of_password} {numbers}", algorithm="sha256").hexdigest()
