"""Who gets a seat: exactly as many as there are, however many sign up at once.

Whatever changes who has a seat happens in `locked`: on PostgreSQL it locks the session's row, on SQLite the transaction
itself lets one writer in at a time. What is counted inside is what counts.
"""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from events.models import Registration, SessionPage
from events.registration import consent, mails
from events.sign_up import SignUpState
from events.standing import COMING, Status, Way
from hub.caching import edge, generation

OFFER_HOLDS = datetime.timedelta(days=2)
"""For how long a seat that became free is kept for the next; half of what is left before the session at most."""


class Refusal(Exception):
    """Nobody can sign up in this way: `reason` is closed, full, or association."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@contextmanager
def locked(session_id: int) -> Iterator[SessionPage]:
    """The original as it is now, for one at a time to change its seats.

    Pages are drawn anew when it has become full, or is full no more.
    """
    with transaction.atomic():
        rows = SessionPage.objects.select_for_update(of=("self",), no_key=True)
        session = rows.get(pk=session_id)
        was_full = session.is_full()
        yield session
        if session.is_full() != was_full:
            generation.advance()
            edge.purge()


def sign_up(session_id: int, token: UUID, language: str, given: Mapping[str, Any]) -> Status:
    """Store what somebody has `given` in the form with `token`; where they stand now. Raises Refusal.

    The same form again changes nothing. Nor does an address that is signed up already: its owner is told by mail, and
    the answer is what a new one would get, so that nobody learns who has signed up.
    """
    with locked(session_id) as session:
        if same := session.registrations.filter(token=token).first():
            return Status(same.status)
        status = _status_for(session, Way(given["way"]))
        _check_association(session, given["association"])
        email = given["email"].lower()
        earlier = session.registrations.filter(email=email).first()
        if earlier and earlier.status in COMING:
            mails.already(session, earlier)
            return status
        now = timezone.now()
        registration = earlier or Registration(session=session, email=email)
        registration.key, registration.token, registration.language = uuid4(), token, language
        registration.status, registration.queued_at, registration.offer_until = status, now, None
        registration.consented_at, registration.consent_version = now, consent.VERSION
        registration.told_starts_at = session.starts_at
        registration.is_reminded = mails.is_reminder_due(session, now)
        describe(registration, given)
        registration.save()
        mails.signed_up(session, registration)
        return status


def describe(registration: Registration, given: Mapping[str, Any]) -> None:
    """Take over what a person says of themselves."""
    registration.name = given["name"]
    registration.association = given["association"]
    registration.association_key = association_key(given["association"])
    registration.way = given["way"]
    registration.needs = given["needs"]


def association_key(name: str) -> str:
    """The name of an association as it is compared: capitals, spaces and a trailing ry or rf do not count."""
    words = name.casefold().replace(".", "").split()
    if words and words[-1] in ("ry", "rf"):
        words.pop()
    return " ".join(words)


def change(registration: Registration, given: Mapping[str, Any]) -> Status:
    """Change a sign-up; in the other way one gets a seat if there is one, or the end of the line. Raises Refusal."""
    with locked(registration.session_id) as session:
        mine = session.registrations.get(pk=registration.pk)
        if mine.status not in COMING:
            raise Refusal("closed")
        if association_key(given["association"]) != mine.association_key:
            _check_association(session, given["association"])
        if given["way"] != mine.way:
            if mine.status != Status.WAITING and session.seats()[Way(given["way"])].is_full:
                raise Refusal("full")
            mine.status, mine.queued_at = _status_for(session, Way(given["way"])), timezone.now()
            mine.offer_until = None
        describe(mine, given)
        mine.save()
        offer_seats(session)
        mails.changed(session, mine)
        return Status(mine.status)


def accept(registration: Registration) -> bool:
    """Take the seat that was offered; False when the offer holds no more."""
    with locked(registration.session_id) as session:
        now = timezone.now()
        offers = session.registrations.filter(status=Status.OFFER, offer_until__gt=now)
        if not (mine := offers.filter(pk=registration.pk).first()):
            return False
        mine.status, mine.offer_until = Status.SEAT, None
        mine.save(update_fields=["status", "offer_until"])
        mails.signed_up(session, mine)
        return True


def cancel(registration: Registration) -> None:
    """Give up the seat or the place in the line; the next is offered the seat."""
    with locked(registration.session_id) as session:
        mine = session.registrations.filter(pk=registration.pk, status__in=COMING).first()
        if mine:
            mine.status, mine.offer_until, mine.needs = Status.CANCELLED, None, ""
            mine.save(update_fields=["status", "offer_until", "needs"])
            mails.cancelled(session, mine)
            offer_seats(session)


def delete(registration: Registration) -> None:
    """Delete everything that is kept of a person for this session; the next is offered the seat."""
    with locked(registration.session_id) as session:
        session.registrations.filter(pk=registration.pk).delete()
        offer_seats(session)


def keep_in_order(session_id: int) -> None:
    """Let offers go that nobody has answered in time, and offer what is free to the next."""
    with locked(session_id) as session:
        now = timezone.now()
        for late in session.registrations.filter(status=Status.OFFER, offer_until__lte=now):
            late.status, late.offer_until = Status.LAPSED, None
            late.save(update_fields=["status", "offer_until"])
            mails.lapsed(session, late)
        offer_seats(session)


def offer_seats(session: SessionPage) -> None:
    """Offer the free seats to those who wait, in their order; within `locked`, and only before the session."""
    now = timezone.now()
    if session.is_cancelled or session.starts_at <= now:
        return
    until = now + min(OFFER_HOLDS, (session.starts_at - now) / 2)
    for way, seats in session.seats().items():
        line = session.registrations.filter(status=Status.WAITING, way=way).order_by("queued_at", "pk")
        for first in line[: seats.free]:
            first.status, first.offer_until = Status.OFFER, until
            first.save(update_fields=["status", "offer_until"])
            mails.offered(session, first)


def place_in_line(registration: Registration) -> int:
    """Who comes before, and oneself: 1 is next."""
    same = Registration.objects.filter(
        session_id=registration.session_id, status=Status.WAITING, way=registration.way
    )
    before = same.filter(queued_at__lt=registration.queued_at)
    at_once = same.filter(queued_at=registration.queued_at, pk__lte=registration.pk)
    return before.count() + at_once.count()


def _status_for(session: SessionPage, way: Way) -> Status:
    """Where a new one stands. Raises Refusal."""
    if session.sign_up_state != SignUpState.OPEN or way not in session.ways:
        raise Refusal("closed")
    is_way_full = session.seats()[way].is_full
    if not is_way_full and not session.registrations.filter(status=Status.WAITING, way=way).exists():
        return Status.SEAT
    if session.has_waiting_list or not is_way_full:
        return Status.WAITING
    raise Refusal("full")


def _check_association(session: SessionPage, name: str) -> None:
    key = association_key(name)
    if key and session.association_limit is not None:
        members = session.registrations.filter(association_key=key, status__in=COMING)
        if members.count() >= session.association_limit:
            raise Refusal("association")
