"""App configuration of the shared kernel."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HubConfig(AppConfig):
    """Registers the house rules as system checks, watches what readers see, names what has no name in the admin."""

    name = "hub"
    verbose_name = _("Hub")

    def ready(self) -> None:
        """Import what needs all models; importing the checks registers them."""
        import hub.checks  # noqa: F401, PLC0415
        from hub.admin_words import give_names  # noqa: PLC0415
        from hub.caching.signals import connect  # noqa: PLC0415
        from hub.caching.site_roots import remember_site_roots  # noqa: PLC0415
        from hub.search.entries import connect as connect_search  # noqa: PLC0415
        from hub.second_factor import sessions  # noqa: PLC0415
        from hub.security.nonces import give_choosers_a_nonce  # noqa: PLC0415

        give_names()
        connect()
        connect_search()
        remember_site_roots()
        sessions.connect()
        give_choosers_a_nonce()
