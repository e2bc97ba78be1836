"""How somebody takes part in a session, and where they stand."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How somebody takes part."""

    ON_SITE = "site", _("On the spot")
    REMOTE = "remote", _("Online")


class Status(models.TextChoices):
    """Where somebody stands."""

    SEAT = "seat", _("Has a seat")
    OFFER = "offer", _("Has been offered a seat")
    WAITING = "waiting", _("On the waiting list")
    CANCELLED = "cancelled", _("Has cancelled")
    LAPSED = "lapsed", _("Did not answer the offer")


HOLDING = [Status.SEAT, Status.OFFER]
"""Each of them takes a seat."""
COMING = [*HOLDING, Status.WAITING]
"""Who wants to come."""


class Seats(NamedTuple):
    """The seats in one way; `total` is None without a limit."""

    total: int | None
    taken: int

    @property
    def free(self) -> int | None:
        """How many are left; None for as many as come."""
        return None if self.total is None else max(self.total - self.taken, 0)

    @property
    def is_full(self) -> bool:
        """Whether none is left."""
        return self.free == 0
