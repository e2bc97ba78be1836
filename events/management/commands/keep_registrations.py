"""`manage.py keep_registrations`: offers, reminders and deletions of sign-ups that are due."""

from django.core.management.base import BaseCommand

from events.registration import chores


class Command(BaseCommand):
    """For a timer, each minute; the mails that it writes are sent by `send_mail`."""

    help = "Does what is due for the sign-ups of sessions: offers, notices, reminders, deletions."

    def handle(self, *args, **options) -> None:
        """Do it; says nothing of anybody."""
        chores.run()
