"""The generation of what readers see."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Generation(models.Model):
    """A single row whose number changes with everything that readers may see.

    What any process keeps is marked with the number that it was made under, and is old under another one. It
    stands in the database so that a change and its number are committed together, for every process at once.
    """

    number = models.BigIntegerField(_("number"), help_text=_("Drawn by lot, so that none comes back."))

    class Meta:
        verbose_name = _("generation")
        verbose_name_plural = _("generations")

    def __str__(self) -> str:
        return str(self.number)
