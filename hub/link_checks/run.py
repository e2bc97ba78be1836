"""One run of the checker: the addresses that are due, the oldest first, within a time and a number."""

import datetime
import time
from collections.abc import Callable

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from hub.caching import edge, generation
from hub.link_checks.addresses import without_fragment
from hub.link_checks.asking import Asker
from hub.link_checks.verdicts import Answer, next_verdict
from hub.models import CuratedLink, LinkCheck

AGAIN = datetime.timedelta(days=6)
"""After which an address that answered is asked again."""
AGAIN_WHEN_FAILING = datetime.timedelta(hours=20)
"""The same for one that did not: the next day's run finds it."""


def run(
    asker: Asker, addresses: int, minutes: float, report: Callable[[LinkCheck], None] = lambda check: None
) -> int:
    """Ask up to `addresses` addresses for up to `minutes`, and say of each what came of it; how many were asked.

    Each result is stored at once, so a run that is ended loses nothing.
    """
    until = time.monotonic() + 60 * minutes
    shown = {
        without_fragment(url) for link in CuratedLink.objects.filter(live=True) for url in link.addresses
    }
    asked, has_changed = 0, False
    for check in due()[:addresses]:
        if time.monotonic() >= until:
            break
        was_dead = check.is_dead
        _store(check, asker.ask(check.address))
        has_changed |= check.address in shown and (was_dead or check.is_dead)
        asked += 1
        report(check)
    if has_changed:
        generation.advance()
        edge.purge()
    return asked


def due() -> QuerySet[LinkCheck]:
    """What is to be asked now: what nobody has asked yet, then what was asked longest ago."""
    now = timezone.now()
    return LinkCheck.objects.filter(
        Q(checked_at__isnull=True)
        | Q(checked_at__lt=now - AGAIN)
        | Q(failing_since__isnull=False, checked_at__lt=now - AGAIN_WHEN_FAILING)
    ).order_by(F("checked_at").asc(nulls_first=True), "pk")


def _store(check: LinkCheck, answer: Answer) -> None:
    """Without signals: what readers see of it changes at the end of the run."""
    verdict = next_verdict(check.verdict, answer.outcome, timezone.localdate())
    found = {
        "outcome": answer.outcome.value,
        "status_code": answer.status_code,
        "checked_at": timezone.now(),
        "failing_since": verdict.failing_since,
        "is_dead": verdict.is_dead,
    }
    LinkCheck.objects.filter(pk=check.pk).update(**found)
    for name, value in found.items():
        setattr(check, name, value)
