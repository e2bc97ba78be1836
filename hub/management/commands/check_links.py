"""`manage.py check_links`: ask the addresses elsewhere that readers are led to whether they still answer."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from hub.link_checks.asking import Asker
from hub.link_checks.collect import collect
from hub.link_checks.run import Run
from hub.models import LinkCheck


class Command(BaseCommand):
    """For a timer, once a day; what does not work stands in the report on links and in the editors' queue."""

    help = "Tries the links that lead elsewhere, the oldest first."

    def add_arguments(self, parser: CommandParser) -> None:
        """The bounds of one run."""
        parser.add_argument("--addresses", type=int, default=300, help="at most so many (300)")
        parser.add_argument("--minutes", type=float, default=20, help="for at most so long (20)")

    def handle(self, *args, **options) -> None:
        """Collect the addresses of what is published, ask those that are due, and say what fails."""
        count = collect()
        asker = Asker(settings.WAGTAILADMIN_BASE_URL)
        known = Run(asker, self._report).ask(max(options["addresses"], 0), options["minutes"])
        dead = LinkCheck.objects.filter(is_dead=True).count()
        self.stdout.write(f"{count} addresses, {known} tried, {dead} do not work.")

    def _report(self, check: LinkCheck) -> None:
        if check.failing_since:
            self.stdout.write(f"{check.address}: {check.outcome} {check.status_code or ''}".rstrip())
