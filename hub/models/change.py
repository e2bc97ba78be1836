"""That something changed which readers may see."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """A row for each change of what readers may see, committed with the change itself.

    Together the rows are the generation of the content: what any process keeps is marked with the generation that
    it was made under, and is old under another one. Rows are added and taken out when they are many, and no editor
    waits for another.
    """

    withdraws = models.BooleanField(
        _("withdraws"), default=False, help_text=_("Something that was public is so no more.")
    )

    earlier_withdrawals = models.PositiveIntegerField(
        _("earlier withdrawals"),
        db_default=0,
        help_text=_("How many rows that withdrew something were taken out of the table before this one."),
    )

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return str(self.pk)
