"""What the link checker has found: one row for each address elsewhere that readers are led to, and where it stands."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.link_checks.verdicts import Outcome, Verdict

MAX_ADDRESS = 2000
"""Characters; browsers and servers give up at about the same length, and PostgreSQL's index a little later."""


class OutcomeChoices(models.TextChoices):
    """What came of asking, in words; the values are those of `Outcome`."""

    WORKS = Outcome.WORKS.value, _("Works")
    REFUSED = Outcome.REFUSED.value, _("Does not answer programs")
    ROBOTS = Outcome.ROBOTS.value, _("Asks programs not to read it (robots.txt)")
    NOT_FOUND = Outcome.NOT_FOUND.value, _("There is no such page")
    SERVER_ERROR = Outcome.SERVER_ERROR.value, _("The site has a fault")
    NO_ANSWER = Outcome.NO_ANSWER.value, _("The site cannot be reached")
    SLOW = Outcome.SLOW.value, _("The site did not answer in time")
    CERTIFICATE = Outcome.CERTIFICATE.value, _("The site’s certificate is not valid")
    CIRCLE = Outcome.CIRCLE.value, _("The address leads on and on")
    NOT_PUBLIC = Outcome.NOT_PUBLIC.value, _("The address is not on the public internet")
    INVALID = Outcome.INVALID.value, _("The address is not written right")


class LinkCheck(models.Model):
    """What came of asking an address for the last time."""

    address = models.CharField(_("address"), max_length=MAX_ADDRESS, unique=True)
    outcome = models.CharField(
        _("what came of it"), max_length=20, choices=OutcomeChoices.choices, blank=True
    )
    status_code = models.PositiveSmallIntegerField(_("status code"), null=True, blank=True)
    checked_at = models.DateTimeField(_("tried at"), null=True, blank=True)
    failing_since = models.DateField(_("failing since"), null=True, blank=True)
    is_dead = models.BooleanField(_("does not work"), default=False)

    class Meta:
        verbose_name = _("check of a link")
        verbose_name_plural = _("checks of links")
        ordering = ["-is_dead", "failing_since", "address"]

    def __str__(self) -> str:
        return self.address

    @property
    def verdict(self) -> Verdict:
        """Since when it fails, and whether that counts."""
        return Verdict(self.failing_since, self.is_dead)

    @property
    def reason(self) -> str:
        """What came of it in words, with the number that the site answered."""
        if not self.outcome:
            return str(_("Not tried yet"))
        words = str(OutcomeChoices(self.outcome).label)
        return f"{words} ({self.status_code})" if self.status_code else words


class LinkPlace(models.Model):
    """Something published that leads to an address: a page, a menu, a fact, a curated link."""

    link = models.ForeignKey(
        LinkCheck, on_delete=models.CASCADE, related_name="places", verbose_name=_("link")
    )
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(_("object"))
    place = GenericForeignKey("content_type", "object_id")

    class Meta:
        verbose_name = _("place of a link")
        verbose_name_plural = _("places of links")
        constraints = [
            models.UniqueConstraint(fields=["link", "content_type", "object_id"], name="hub_linkplace_once")
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}/{self.object_id}"
