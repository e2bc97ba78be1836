"""`manage.py reset_mfa NAME`: for somebody who has lost the phone, the security key and the backup codes."""

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.users.models import User


class Command(BaseCommand):
    """Takes a user's second factors away; their sessions end, and the password alone signs in again."""

    help = "Removes the second factors of a user who has lost them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose factors."""
        parser.add_argument("username")

    def handle(self, *args, **options) -> None:
        """Remove them and say how many there were.

        Raises CommandError for a name that nobody has.
        """
        name = options["username"]
        if not User.objects.filter(username=name).exists():
            raise CommandError(f"There is no user {name}.")
        removed, _each = Authenticator.objects.filter(user__username=name).delete()
        self.stdout.write(f"Removed {removed} second factors of {name}. The password alone signs in now.")
