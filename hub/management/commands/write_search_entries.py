"""`manage.py write_search_entries`: make the search index anew from the published pages."""

from django.core.management.base import BaseCommand
from django.db import transaction

from hub.caching import generation
from hub.search.entries import write_all


class Command(BaseCommand):
    """For when the index was lost, or what it says of a page has changed with a new version."""

    help = "Makes the search index anew from the published pages."

    @transaction.atomic
    def handle(self, *args, **options) -> None:
        """Write all entries, and let no kept page of results stay."""
        count = write_all()
        generation.advance()
        self.stdout.write(f"{count} pages can be found.")
