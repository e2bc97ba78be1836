"""The person who signs in to the admin."""

from django.contrib.auth.models import AbstractUser
from django.utils.crypto import salted_hmac


class User(AbstractUser):
    """Django's user under a name of our own, so that it can grow without a swap of tables."""

    def get_session_auth_hash(self) -> str:
        """Django's, which changes with the password, and what it changes with here: the app and keys of the second factor.

        A session that began without them ends when they come, and all sessions end when one of them goes. Costs a query.
        """
        of_password = super().get_session_auth_hash()
        factors = self.authenticator_set.exclude(type="recovery_codes").order_by("pk")
        numbers = list(factors.values_list("pk", flat=True))
        if not numbers:
            return of_password
        return salted_hmac("hub.users", f"{of_password} {numbers}", algorithm="sha256").hexdigest()
