"""Who takes part in a session, and what remains of it when the names are deleted."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.standing import Status, Way


class Registration(models.Model):
    """One person's sign-up for a session; the session is the version that the other languages come from.

    Personal data: the needs are deleted `NEEDS_DAYS` after the session, the rest by the session's own retention
    (`events.registration.chores`). `key` is in the person's private links, `token` came with the form and makes that
    sending it twice signs up once.
    """

    NEEDS_DAYS = 7
    never_shown = True

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(
        "events.SessionPage",
        verbose_name=_("info session"),
        on_delete=models.CASCADE,
        related_name="registrations",
    )
    token = models.UUIDField(_("token of the form"), editable=False)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    association = models.CharField(_("association"), max_length=160, blank=True)
    association_key = models.CharField(_("association as compared"), max_length=160, blank=True)
    way = models.CharField(_("takes part"), max_length=10, choices=Way.choices)
    needs = models.TextField(_("needs"), max_length=1000, blank=True)
    language = models.CharField(_("language of the mails"), max_length=10, choices=settings.LANGUAGES)
    consent_version = models.CharField(_("version of the consent"), max_length=20)
    consented_at = models.DateTimeField(_("consented"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    queued_at = models.DateTimeField(_("signed up"))
    offer_until = models.DateTimeField(_("offer holds until"), null=True, blank=True)
    attended = models.BooleanField(_("attended"), null=True, blank=True)
    told_starts_at = models.DateTimeField(_("told that it starts"))
    is_told_cancelled = models.BooleanField(_("told that it is cancelled"), default=False)
    is_reminded = models.BooleanField(_("reminded"), default=False)
    is_told_of_recording = models.BooleanField(_("told of the recording"), default=False)

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["queued_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "email"], name="registration_once_by_email"),
            models.UniqueConstraint(fields=["session", "token"], name="registration_once_by_form"),
        ]
        indexes = [
            models.Index(fields=["session", "status", "way", "queued_at"], name="registration_queue"),
            models.Index(
                fields=["session", "association_key"],
                name="registration_association",
                condition=~Q(association_key=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class RegistrationCount(models.Model):
    """How many people stood where when a session's sign-ups were deleted."""

    never_shown = True

    session = models.ForeignKey(
        "events.SessionPage",
        verbose_name=_("info session"),
        on_delete=models.CASCADE,
        related_name="registration_counts",
    )
    way = models.CharField(_("takes part"), max_length=10, choices=Way.choices)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    attended = models.BooleanField(_("attended"), null=True)
    number = models.PositiveIntegerField(_("number"))

    class Meta:
        verbose_name = _("number of sign-ups")
        verbose_name_plural = _("numbers of sign-ups")
        ordering = ["way", "status"]

    def __str__(self) -> str:
        return f"{self.get_status_display()}: {self.number}"
