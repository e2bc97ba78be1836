"""App configuration of the shared kernel."""

from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class HubConfig(AppConfig):
    """Registers the house rules as system checks, watches what is saved, names what has no name in the admin."""

    name = "hub"
    verbose_name = _("Hub")

    def ready(self) -> None:
        """Import what needs all models; importing the checks registers them."""
        from wagtail.models import UploadedFile  # noqa: PLC0415

        import hub.checks  # noqa: F401, PLC0415
        from hub import redirect_imports  # noqa: PLC0415
        from hub.admin_words import give_names  # noqa: PLC0415
        from hub.caching import signals  # noqa: PLC0415
        from hub.caching.site_roots import remember_site_roots  # noqa: PLC0415
        from hub.exports import keep_texts_plain  # noqa: PLC0415
        from hub.l10n import links, overrides, strings  # noqa: PLC0415
        from hub.pictures import leave_out_avatars, read_sizes_together  # noqa: PLC0415
        from hub.redirects import refuse_circles  # noqa: PLC0415
        from hub.search import entries  # noqa: PLC0415
        from hub.second_factor import sessions  # noqa: PLC0415
        from hub.security.nonces import give_choosers_a_nonce  # noqa: PLC0415
        from hub.storage.faults import store_first  # noqa: PLC0415

        pre_save.connect(store_first, sender=UploadedFile, dispatch_uid="store first")
        give_names()
        signals.connect()
        links.connect()
        strings.connect()
        overrides.connect()
        entries.connect()
        remember_site_roots()
        sessions.connect()
        give_choosers_a_nonce()
        leave_out_avatars()
        read_sizes_together()
        keep_texts_plain()
        refuse_circles()
        redirect_imports.set_limits()
