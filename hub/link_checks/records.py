"""Which links readers must be told do not work: one query in a generation of the content."""

import datetime

from django.apps import apps
from django.utils import timezone

from hub.caching.generation import remember
from hub.link_checks.addresses import without_fragment


def dead_on(address: str) -> datetime.date | None:
    """The day when `address` was last found dead; None for one that works, or that nobody has tried."""
    return remember("dead links", _read).get(without_fragment(address))


def _read() -> dict[str, datetime.date]:
    dead = apps.get_model("hub", "LinkCheck").objects.filter(is_dead=True, checked_at__isnull=False)
    return {
        address: timezone.localdate(moment) for address, moment in dead.values_list("address", "checked_at")
    }
