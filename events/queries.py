"""Narrowing querysets of sessions."""

from django.utils import timezone
from wagtail.query import PageQuerySet


def coming(sessions: PageQuerySet) -> PageQuerySet:
    """Those that have not ended yet, the next one first."""
    return sessions.filter(ends_at__gte=timezone.now()).order_by("starts_at")


def recorded(sessions: PageQuerySet) -> PageQuerySet:
    """Those with a recording, the newest first, with what a list of them shows."""
    return (
        sessions.filter(recording__isnull=False)
        .select_related("recording", "theme", "locale")
        .prefetch_related("recording__captions")
        .order_by("-starts_at")
    )
