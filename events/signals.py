"""What all languages of a session have in common: whenever one is published, the others say the same."""

from django.utils import timezone
from wagtail.signals import page_published

from events.models import SessionPage
from hub.caching import edge, generation

SHARED = [
    *("starts_at", "ends_at", "takes_sign_ups", "seats_on_site", "seats_remote", "sign_up_opens_at"),
    *("sign_up_closes_at", "association_limit", "has_waiting_list", "retention_days", "is_cancelled"),
    "moved_from",
]


def connect() -> None:
    """Keep the versions of a session together."""
    page_published.connect(share_times, sender=SessionPage, dispatch_uid="events.share_times")


def share_times(sender: type[SessionPage], instance: SessionPage, **kwargs) -> None:
    """Give the times, seats and changes of the original to its other languages.

    A translation takes them over by itself only when somebody updates it, and until then its readers would go to a
    session that is cancelled. It counts as published again, so that calendars see a newer entry.
    """
    original = instance.original()
    if not original.live:
        return
    values = {name: getattr(original, name) for name in SHARED}
    others = SessionPage.objects.filter(translation_key=original.translation_key, alias_of=None)
    stale = [page.pk for page in others.exclude(pk=original.pk) if _differs(page, values)]
    if stale:
        SessionPage.objects.filter(pk__in=stale).update(last_published_at=timezone.now(), **values)
        generation.advance()
        edge.purge()


def _differs(page: SessionPage, values: dict) -> bool:
    return any(getattr(page, name) != value for name, value in values.items())
