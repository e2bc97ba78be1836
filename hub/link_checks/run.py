"""One run of the checker: the addresses that are due, the oldest first, within a time and a number."""

import datetime
import time
from collections.abc import Callable

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from hub.caching import edge, generation
from hub.link_checks.addresses import without_fragment
from hub.link_checks.asking import Asker
from hub.link_checks.verdicts import UNREACHED, Answer, Outcome, next_verdict
from hub.models import CuratedLink, LinkCheck

AGAIN = datetime.timedelta(days=6)
"""After which an address that answered is asked again."""
AGAIN_WHEN_FAILING = datetime.timedelta(hours=20)
"""The same for one that did not: the next day's run finds it."""

PROBES = 3
"""Addresses that worked, to ask when nothing answers."""


class Run:
    """One run with `asker`; `report` is told of each address that has been tried.

    Each result is stored at once, so a run that is ended loses nothing. Only that a site cannot be reached waits until
    another one has been: where none can, it is this machine that is cut off, and no link is to blame.
    """

    def __init__(self, asker: Asker, report: Callable[[LinkCheck], None] = lambda check: None):
        self._asker = asker
        self._report = report
        self._waiting: list[tuple[LinkCheck, Answer]] = []
        self._stored = 0
        self._has_changed = False
        links = CuratedLink.objects.filter(live=True)
        self._shown = {without_fragment(url) for link in links for url in link.addresses}

    def ask(self, addresses: int, minutes: float) -> int:
        """Ask up to `addresses` addresses for up to `minutes`; of how many something is known now."""
        until = time.monotonic() + 60 * minutes
        is_online = False
        for check in due()[:addresses]:
            if time.monotonic() >= until:
                break
            answer = self._asker.ask(check.address)
            self._waiting.append((check, answer))
            is_online = is_online or answer.outcome not in UNREACHED
            if is_online:
                self._store()
        if self._waiting and self._reaches_what_worked():
            self._store()
        if self._has_changed:
            generation.advance()
            edge.purge()
        return self._stored

    def _store(self) -> None:
        for check, answer in self._waiting:
            was_dead = check.is_dead
            _write(check, answer)
            self._has_changed |= check.address in self._shown and (was_dead or check.is_dead)
            self._stored += 1
            self._report(check)
        self._waiting.clear()

    def _reaches_what_worked(self) -> bool:
        """Whether any of the addresses that were seen to work last still answers."""
        worked = LinkCheck.objects.filter(outcome=Outcome.WORKS.value).order_by("-checked_at")[:PROBES]
        return any(self._asker.ask(check.address).outcome not in UNREACHED for check in worked)


def due() -> QuerySet[LinkCheck]:
    """What is to be asked now: what nobody has asked yet, then what was asked longest ago."""
    now = timezone.now()
    return LinkCheck.objects.filter(
        Q(checked_at__isnull=True)
        | Q(checked_at__lt=now - AGAIN)
        | Q(failing_since__isnull=False, checked_at__lt=now - AGAIN_WHEN_FAILING)
    ).order_by(F("checked_at").asc(nulls_first=True), "pk")


def _write(check: LinkCheck, answer: Answer) -> None:
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
