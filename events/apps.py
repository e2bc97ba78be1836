"""App configuration of events."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Names the app in the admin."""

    name = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        """Keep the languages of a session together."""
        from events import signals  # noqa: PLC0415  # The models are not there before.

        signals.connect()
