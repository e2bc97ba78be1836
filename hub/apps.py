"""App configuration of the shared kernel."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HubConfig(AppConfig):
    """Registers the house rules as system checks, watches what is saved, names what has no name in the admin."""

    name = "hub"
    verbose_name = _("Hub")

    def ready(self) -> None:
        """Import what needs all models; importing the checks registers them."""
        import hub.checks  # noqa: F401, PLC0415
        from hub.admin_words import give_names  # noqa: PLC0415
        from hub.caching import signals  # noqa: PLC0415
        from hub.caching.site_roots import remember_site_roots  # noqa: PLC0415
        from hub.l10n import strings  # noqa: PLC0415
        from hub.security.nonces import give_choosers_a_nonce  # noqa: PLC0415

        give_names()
        signals.connect()
        strings.connect()
        remember_site_roots()
        give_choosers_a_nonce()
