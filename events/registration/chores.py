"""What has to be done for the sign-ups as time passes: `manage.py keep_registrations`, each minute.

Everything may be done twice or by two at once: marks on the sign-ups and the names of the mails see to it.
"""

import datetime
from collections.abc import Callable

from django.db import connection, transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from events.models import Registration, RegistrationCount, SessionPage
from events.registration import mails, seats
from events.standing import COMING, Status

BATCH = 200
"""Sign-ups that are told in one transaction: while it lasts, nobody signs up on SQLite."""


def run() -> None:
    """Do for each session what is due."""
    for session in SessionPage.objects.filter(registrations__isnull=False).distinct().order_by("starts_at"):
        if session.is_coming:
            seats.keep_in_order(session.pk)
        if session.live:
            _tell(session)
        _let_go(session)


def _tell(session: SessionPage) -> None:
    """Write to those who do not know yet what they should."""
    now, rows = timezone.now(), session.registrations
    if session.is_cancelled:
        _each(
            session, rows.filter(status__in=COMING, is_told_cancelled=False), _cancelled, "is_told_cancelled"
        )
        return
    if session.is_coming:
        moved = rows.filter(status__in=COMING).exclude(told_starts_at=session.starts_at)
        _each(session, moved, _moved, "told_starts_at", "is_reminded")
    if mails.is_reminder_due(session, now) and now < session.starts_at:
        _each(session, rows.filter(status=Status.SEAT, is_reminded=False), _reminded, "is_reminded")
    if session.recording_id and session.ends_at < now:
        untold = rows.filter(status=Status.SEAT, is_told_of_recording=False)
        _each(session, untold, _recorded, "is_told_of_recording")


def _cancelled(session: SessionPage, registration: Registration) -> None:
    mails.session_cancelled(session, registration)
    registration.is_told_cancelled = True


def _moved(session: SessionPage, registration: Registration) -> None:
    mails.session_moved(session, registration)
    registration.told_starts_at = session.starts_at
    registration.is_reminded = mails.is_reminder_due(session, timezone.now())


def _reminded(session: SessionPage, registration: Registration) -> None:
    mails.reminder(session, registration)
    registration.is_reminded = True


def _recorded(session: SessionPage, registration: Registration) -> None:
    mails.recording(session, registration)
    registration.is_told_of_recording = True


def _each(
    session: SessionPage,
    rows: QuerySet[Registration],
    tell: Callable[[SessionPage, Registration], None],
    *marks: str,
) -> None:
    """Tell each of `rows` and set the marks that say so, some in a transaction."""
    while True:
        with transaction.atomic():
            batch = list(rows.select_for_update()[:BATCH])
            for registration in batch:
                tell(session, registration)
            Registration.objects.bulk_update(batch, marks)
        if len(batch) < BATCH:
            return


def _let_go(session: SessionPage) -> None:
    """Delete what is kept no longer: the needs first, in the end everything but the numbers."""
    now = timezone.now()
    if now >= session.ends_at + datetime.timedelta(days=session.retention_days):
        _count_and_delete(session)
        return
    told = session.registrations.exclude(needs="")
    if now >= session.ends_at + datetime.timedelta(days=Registration.NEEDS_DAYS) and told.update(needs=""):
        forget_deleted()


def _count_and_delete(session: SessionPage) -> None:
    with transaction.atomic():
        counted = session.registrations.order_by().values_list("way", "status", "attended")
        RegistrationCount.objects.bulk_create(
            RegistrationCount(session=session, way=way, status=status, attended=attended, number=number)
            for way, status, attended, number in list(counted.annotate(Count("pk")))
        )
        session.registrations.all().delete()
    forget_deleted()


def forget_deleted() -> None:
    """Leave nothing of deleted rows in SQLite's log, which otherwise keeps them until it is written over."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
