"""Narrowing querysets of sessions."""

import datetime

from django.utils import timezone
from wagtail.query import PageQuerySet

LONGEST = datetime.timedelta(days=7)
"""What a session lasts at most."""


def coming(sessions: PageQuerySet) -> PageQuerySet:
    """Those that have not ended yet, the next one first."""
    now = timezone.now()
    # The start is bounded so that its index, which gives the order, need not be read from the first session ever held.
    return sessions.filter(starts_at__gte=now - LONGEST, ends_at__gte=now).order_by("starts_at")


def recorded(sessions: PageQuerySet) -> PageQuerySet:
    """Those with a recording, the newest first, with what a list of them shows."""
    return (
        sessions.filter(recording__isnull=False)
        .select_related("recording", "theme", "locale")
        .prefetch_related("recording__captions")
        .order_by("-starts_at", "-pk")
    )
