"""App configuration of the users."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    """Names the app in the admin."""

    name = "hub.users"
    label = "users"
    verbose_name = _("Users")
