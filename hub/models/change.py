"""That something changed which readers may see."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """A row for each change of what readers may see, committed with the change itself.

    Together the rows are the generation of the content: what any process keeps is marked with the generation that
    it was made under, and is old under another one. Rows are only added, so that no editor waits for another.
    """

    withdraws = models.BooleanField(
        _("withdraws"), default=False, help_text=_("Something that was public is so no more.")
    )

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return str(self.pk)
