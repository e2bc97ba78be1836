"""App configuration of toolkit."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ToolkitConfig(AppConfig):
    """Names the app in the admin."""

    name = "toolkit"
    verbose_name = _("Toolkit")
