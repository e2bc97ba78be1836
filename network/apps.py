"""App configuration of network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    """Names the app in the admin."""

    name = "network"
    verbose_name = _("Network")
