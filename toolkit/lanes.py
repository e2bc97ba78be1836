"""Who takes part in a client process: the same words in the diagram and in the list."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Lane(models.TextChoices):
    """A party of the process, in the order of the diagram's columns."""

    CLIENT = "client", _("Client")
    ASSOCIATION = "association", _("Association")
    ADVISER = "adviser", _("Project’s adviser")
    EMPLOYMENT = "employment", _("Employment services")
    MUNICIPALITY = "municipality", _("Municipality")
    WELLBEING = "wellbeing", _("Wellbeing services")
