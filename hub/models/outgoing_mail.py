"""Mail that is on its way: written in the transaction of what it tells of, sent by a task of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One mail to one person. `key` names its occasion, so that nobody is told the same twice.

    What it says is erased as soon as it has been sent (`hub.outbox`).
    """

    never_shown = True

    key = models.CharField(_("occasion"), max_length=120, unique=True)
    to = models.EmailField(_("recipient"), blank=True)
    subject = models.CharField(_("subject"), max_length=255, blank=True)
    body = models.TextField(_("text"), blank=True)
    calendar = models.TextField(_("calendar file"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"), null=True, db_index=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key
