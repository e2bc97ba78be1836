"""App configuration of the shared kernel."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HubConfig(AppConfig):
    """Registers the house rules as system checks."""

    name = "hub"
    verbose_name = _("Hub")

    def ready(self) -> None:
        """Import the checks, which registers them."""
        import hub.checks  # noqa: F401, PLC0415  registered on import, when all models are there
