"""App configuration of home."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Names the app in the admin."""

    name = "home"
    verbose_name = _("Home")
