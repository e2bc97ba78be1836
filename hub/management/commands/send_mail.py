"""`manage.py send_mail`: send what waits in the outbox."""

from django.core.management.base import BaseCommand, CommandParser

from hub.outbox import send_due


class Command(BaseCommand):
    """For a timer, each minute; what a mail server does not take is tried again later."""

    help = "Sends the mail that waits in the outbox."

    def add_arguments(self, parser: CommandParser) -> None:
        """The bound of one run."""
        parser.add_argument("--seconds", type=float, default=50, help="for at most so long (50)")

    def handle(self, *args, **options) -> None:
        """Send, and say how many; never to whom."""
        done = send_due(options["seconds"])
        if done.sent or done.failed:
            self.stdout.write(f"{done.sent} sent, {done.failed} to be tried again.")
