"""The outbox: mail is written into the database together with what it tells of, and sent by `manage.py send_mail`.

A mail server that refuses, keeps one waiting or hangs up so never touches what a reader does. Each mail is claimed by
one process for one try, tried again with growing pauses, and given up after some days. A server that took a mail but
did not get to say so gets it once more, with the same Message-ID.
"""

import contextlib
import datetime
import hashlib
import smtplib
import time
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from hub.models import OutgoingMail

FIRST_PAUSE = datetime.timedelta(minutes=1)
LONGEST_PAUSE = datetime.timedelta(hours=6)
MOST_TRIES = 28
"""Five days, with pauses that double up to six hours."""
KEPT = datetime.timedelta(days=7)
"""After which nothing is left of a mail, sent or not."""
PATIENCE = 3
"""After so many mails in a row that the server would not take, the others wait for the next run untried."""


class Sent(NamedTuple):
    """What one run did."""

    sent: int
    failed: int


def put(key: str, to: str, subject: str, body: str, calendar: str = "") -> bool:
    """Write a mail for the next run; False where `key` has been used before. Belongs into the caller's transaction."""
    before = OutgoingMail.objects.filter(key=key).exists()
    mail = OutgoingMail(
        key=key,
        to=to,
        subject=" ".join(subject.split())[:255],
        body=body,
        calendar=calendar,
        next_try_at=timezone.now(),
    )
    OutgoingMail.objects.bulk_create([mail], ignore_conflicts=True)
    return not before


def send_due(seconds: float) -> Sent:
    """Send what is due for up to `seconds`, the oldest first."""
    until = time.monotonic() + seconds
    sent = failed = in_a_row = 0
    connection = get_connection()
    while time.monotonic() < until and in_a_row < PATIENCE and (mail := _claim()):
        if _try(mail, connection):
            sent, in_a_row = sent + 1, 0
        else:
            failed, in_a_row = failed + 1, in_a_row + 1
    _close(connection)
    forget()
    return Sent(sent, failed)


def forget() -> None:
    """Delete what is older than a mail is kept."""
    OutgoingMail.objects.filter(created_at__lt=timezone.now() - KEPT).delete()


def pause_after(tries: int) -> datetime.timedelta:
    """How long a mail rests after as many tries."""
    return min(FIRST_PAUSE * 2 ** min(tries - 1, 20), LONGEST_PAUSE)


def _claim() -> OutgoingMail | None:
    """The next due mail, which no other process takes any more: its next try is set before this one begins."""
    now = timezone.now()
    due = OutgoingMail.objects.filter(sent_at=None, next_try_at__lte=now).order_by("next_try_at", "pk")
    for mail in due[:20]:
        tries = mail.tries + 1
        again = now + pause_after(tries) if tries < MOST_TRIES else None
        mine = OutgoingMail.objects.filter(pk=mail.pk, tries=mail.tries, sent_at=None)
        if mine.update(tries=F("tries") + 1, next_try_at=again):
            return mail
    return None


def _try(mail: OutgoingMail, connection: BaseEmailBackend) -> bool:
    """Whether the mail has gone, or its address is one that the server will never take."""
    try:
        connection.open()  # Once for all mails, as long as it goes well.
        _message(mail, connection).send()
    except smtplib.SMTPRecipientsRefused as refused:
        if all(code >= 500 for code, _said in refused.recipients.values()):
            OutgoingMail.objects.filter(pk=mail.pk).update(next_try_at=None)
        _close(connection)
        return False
    except (OSError, ValueError):  # smtplib's own are OSErrors, Django's of a bad header are ValueErrors.
        _close(connection)
        return False
    erased = {"to": "", "subject": "", "body": "", "calendar": ""}
    OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), next_try_at=None, **erased)
    return True


def _message(mail: OutgoingMail, connection: BaseEmailBackend) -> EmailMessage:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    name = hashlib.sha256(mail.key.encode()).hexdigest()[:32]
    message = EmailMessage(
        mail.subject,
        mail.body,
        to=[mail.to],
        connection=connection,
        headers={"Message-ID": f"<{name}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    if mail.calendar:
        message.attach("kalenteri.ics", mail.calendar, "text/calendar")
    return message


def _close(connection: BaseEmailBackend) -> None:
    """End the connection, however it has fared."""
    with contextlib.suppress(OSError):
        connection.close()
