"""What people are told by mail about their sign-up, each in their own language.

Nothing that a person typed is in a mail: whoever signs up somebody else's address must not be able to write to them.
"""

import datetime
from collections.abc import Iterable
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.feeds import calendar_file
from events.models import Registration, SessionPage
from events.registration.links import private_url
from events.standing import Status, Way
from events.wording import change_of, clock, when_and_where
from hub import outbox
from hub.dates import format_day

REMINDED_BEFORE = datetime.timedelta(days=1)


def is_reminder_due(session: SessionPage, now: datetime.datetime) -> bool:
    """Whether the session begins within a day: then a reminder is sent, or the confirmation has done for one."""
    return now >= session.starts_at - REMINDED_BEFORE


def in_language(session: SessionPage, language: str) -> SessionPage:
    """The published version of an original in a language, or the original where there is none."""
    versions = SessionPage.objects.live().filter(translation_key=session.translation_key, alias_of=None)
    return versions.filter(locale__language_code=language).first() or session


def join_url(session: SessionPage, registration: Registration) -> str:
    """The address of the online session for who has a seat there; empty for everybody else."""
    has_seat = registration.status == Status.SEAT and registration.way == Way.REMOTE
    return session.remote_url if has_seat and not session.is_cancelled else ""


def signed_up(session: SessionPage, registration: Registration) -> None:
    """A seat, or a place in the line."""
    with override(registration.language):
        if registration.status == Status.SEAT:
            subject, text = _("You have a seat: %(title)s"), _("You have a seat in this session.")
        else:
            subject = _("You are on the waiting list: %(title)s")
            text = _(
                "The seats are taken, and you are on the waiting list. We write to you as soon as there is a seat "
                "for you."
            )
        _write(session, registration, f"signed-up:{registration.key}:{registration.status}", subject, [text])


def already(session: SessionPage, registration: Registration) -> None:
    """Somebody has signed up with an address that is signed up; told once a day."""
    with override(registration.language):
        texts = [
            _("Somebody, probably you, has signed up for this session with this address once more."),
            _("You had signed up before, so nothing has changed."),
            standing(registration),
        ]
        key = f"already:{registration.key}:{timezone.localdate()}"
        _write(session, registration, key, _("You have signed up already: %(title)s"), texts)


def changed(session: SessionPage, registration: Registration) -> None:
    """Where one stands after a change of one's own."""
    with override(registration.language):
        texts = [_("Your sign-up has been changed as you asked."), standing(registration)]
        subject = _("Your sign-up has been changed: %(title)s")
        _write(session, registration, f"changed:{uuid4()}", subject, texts)


def offered(session: SessionPage, registration: Registration) -> None:
    """A seat has become free, and is kept for a while."""
    with override(registration.language):
        texts = [
            _("A seat has become free, and it is your turn."),
            _(
                "Take it by %(deadline)s on your own page, through the link below. After that it is offered to the "
                "next."
            )
            % {"deadline": moment(registration.offer_until or session.starts_at)},
        ]
        key = f"offered:{registration.key}:{registration.offer_until}"
        _write(session, registration, key, _("There is a seat for you: %(title)s"), texts)


def lapsed(session: SessionPage, registration: Registration) -> None:
    """The offer was not answered in time."""
    with override(registration.language):
        text = _(
            "The seat that we offered you was not taken in time, so it goes to the next. You are not on the waiting "
            "list any more; you may sign up again."
        )
        key = f"lapsed:{registration.key}:{timezone.now()}"
        _write(session, registration, key, _("The offer has ended: %(title)s"), [text], with_calendar=False)


def cancelled(session: SessionPage, registration: Registration) -> None:
    """One has given up one's seat."""
    with override(registration.language):
        text = _("Your sign-up has been cancelled. Remove the session from your calendar, too.")
        subject = _("Your sign-up has been cancelled: %(title)s")
        key = f"cancelled:{registration.key}:{timezone.now()}"
        _write(session, registration, key, subject, [text], with_calendar=False)


def session_cancelled(session: SessionPage, registration: Registration) -> None:
    """The session does not take place."""
    with override(registration.language):
        texts = [_("The attached calendar file removes the session from your calendar.")]
        key = f"session-cancelled:{registration.key}"
        _write(session, registration, key, _("The session has been cancelled: %(title)s"), texts)


def session_moved(session: SessionPage, registration: Registration) -> None:
    """The session begins at another time than the person knows."""
    before = timezone.localtime(registration.told_starts_at)
    with override(registration.language):
        texts = [
            _("The session has moved. You were told that it is on %(day)s at %(time)s.")
            % {"day": format_day(before), "time": clock(before)},
            standing(registration),
            _("If the new time does not suit you, please cancel, so that somebody else gets the seat."),
        ]
        key = f"moved:{registration.key}:{session.starts_at}"
        _write(session, registration, key, _("New time: %(title)s"), texts)


def reminder(session: SessionPage, registration: Registration) -> None:
    """The session is near."""
    with override(registration.language):
        texts = [
            _("The session is soon, and you have a seat."),
            _("If you cannot come, please cancel, so that somebody else gets the seat."),
        ]
        key = f"reminder:{registration.key}:{session.starts_at}"
        _write(session, registration, key, _("Reminder: %(title)s"), texts)


def recording(session: SessionPage, registration: Registration) -> None:
    """The recording can be watched."""
    with override(registration.language):
        texts = [_("The recording of the session is here to be watched and read.")]
        subject = _("The recording is here: %(title)s")
        _write(session, registration, f"recording:{registration.key}", subject, texts, with_calendar=False)


def message(
    session: SessionPage, registrations: Iterable[Registration], name: str, subject: str, text: str
) -> int:
    """What the staff writes to many, as it is; `name` makes that nobody gets it twice. How many get it."""
    count = 0
    for registration in registrations:
        with override(registration.language):
            count += _write(
                session,
                registration,
                f"message:{name}:{registration.key}",
                subject.replace("%", "%%"),
                [text],
                with_calendar=False,
            )
    return count


def standing(registration: Registration) -> str:
    """Where somebody stands, in a sentence of the active language."""
    match registration.status:
        case Status.SEAT if registration.way == Way.REMOTE:
            return _("You have a seat online.")
        case Status.SEAT:
            return _("You have a seat on the spot.")
        case Status.OFFER:
            return _("A seat is kept for you until %(deadline)s. Take it on your own page.") % {
                "deadline": moment(registration.offer_until or registration.queued_at)
            }
        case Status.WAITING:
            return _("You are on the waiting list.")
        case Status.LAPSED:
            return _("You did not take the seat that was offered in time.")
        case _:
            return _("You have cancelled your sign-up.")


def moment(when: datetime.datetime) -> str:
    """A day and a time in Finland: 3.11.2026 at 17.30."""
    local = timezone.localtime(when)
    return _("%(day)s at %(time)s") % {"day": format_day(local), "time": clock(local)}


def _write(
    session: SessionPage,
    registration: Registration,
    key: str,
    subject: str,
    texts: Iterable[str],
    *,
    with_calendar: bool = True,
) -> bool:
    """Put a mail into the outbox: what has happened, the session, and the way to one's own page."""
    page = in_language(session, registration.language)
    join = join_url(session, registration)
    parts = [
        _("Hello,"),
        *texts,
        f"{page.title}\n{when_and_where(page)}",
        change_of(page),
        f"{_('Take part online')}: {join}" if join else "",
        f"{_('About the session')}: {page.full_url}" if page.full_url else "",
        _("See, change or cancel your sign-up: %(link)s") % {"link": private_url(registration, page)},
        _("The link is yours alone. Whoever has it can change your sign-up."),
    ]
    calendar = calendar_file(page, page, join).decode() if with_calendar else ""
    return outbox.put(
        key,
        registration.email,
        subject % {"title": page.title},
        "\n\n".join(part for part in parts if part) + "\n",
        calendar,
    )
