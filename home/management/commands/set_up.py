"""`manage.py set_up`: bring a checkout to the point where it can be served."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from home.roles import make_roles
from home.starter.loader import load_starter_content
from hub.caching import generation
from hub.messages import compile_messages
from hub.models import SearchEntry
from hub.search.entries import write_all


class Command(BaseCommand):
    """Catalogues, database, static files, languages, starter content, groups, the first administrator.

    Each step does only what is missing: an editor's work is never overwritten.
    """

    help = "Sets up the site, or brings it up to date, without touching what editors have made."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """The address that is printed at the end."""
        parser.add_argument("--address", default=settings.WAGTAILADMIN_BASE_URL)

    def handle(self, *args, **options) -> None:
        """Do what is missing and say what it is."""
        if compile_messages():
            self._say("Languages: message catalogues compiled.")
        self._migrate()
        self._collect_static()
        for code, _name in settings.LANGUAGES:
            Locale.objects.get_or_create(language_code=code)
        if not HomePage.objects.exists():
            self._load()
        self._name_site(options["address"])
        make_roles()
        if not SearchEntry.objects.exists():
            write_all()
        self._analyze()
        generation.advance()  # Pages kept by earlier templates are old.
        self._administrator()
        address = options["address"]
        for code, name in (("fi", "suomeksi"), ("sv", "på svenska")):
            self._say(f"  {address}/{code}/   {name}")
        self._say(f"  {address}/admin/   for editors")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _migrate(self) -> None:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._say(f"Database: {len(plan)} migrations …")
            call_command("migrate", verbosity=0, interactive=False)

    def _analyze(self) -> None:
        """Let SQLite look at what its tables hold, as PostgreSQL does by itself; else it takes the wrong index."""
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def _collect_static(self) -> None:
        """Collect when a source file is newer than the last collection."""
        stamp = settings.STATIC_ROOT / ".collected"
        files = {storage.path(path) for f in finders.get_finders() for path, storage in f.list([])}
        newest = max((Path(path).stat().st_mtime for path in files), default=0)
        if stamp.exists() and stamp.stat().st_mtime > newest and stamp.read_text() == str(len(files)):
            return
        self._say(f"Static files: {len(files)} to compress …")
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(str(len(files)))

    def _load(self) -> None:
        self._say("Starter content in Finnish and Swedish …")
        welcome = list(Page.objects.filter(depth=2).values_list("pk", flat=True))
        made = 0

        def report(what: str) -> None:
            nonlocal made
            made += 1
            if made % 20 == 0:
                self._say(f"  {made}: {what}")

        load_starter_content(report)
        for page in Page.objects.filter(pk__in=welcome):
            page.delete()
        self._say(f"  {made} pages, texts, files and translations are in place.")

    def _name_site(self, address: str) -> None:
        """Give the site the host that readers know it by, unless it has one already: canonical links begin with it."""
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        for site in Site.objects.filter(is_default_site=True, hostname="localhost"):
            site.hostname, site.port = parts.hostname, port
            site.save()

    def _administrator(self) -> None:
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(18)
        users.create_superuser("admin", email="", password=password)
        self._say(f"Administrator: user name admin, password {password}")
        self._say("  It is not shown again; `make password` sets a new one.")
