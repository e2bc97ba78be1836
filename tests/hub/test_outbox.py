"""The outbox before a real mail server that takes, refuses, keeps one waiting and hangs up."""

import datetime
import time
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from hub import outbox
from hub.models import OutgoingMail
from tests.support.smtp_sink import Sink, smtp_sink

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def sink(settings) -> Iterator[Sink]:
    """Where Django's own SMTP backend sends to; one waits for it for half a second."""
    with smtp_sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", sink.port, 0.5
        yield sink


def write(number: int = 1) -> OutgoingMail:
    outbox.put(
        f"test:{number}",
        f"k{number}@yhdistys.example",
        f"Aihe {number}",
        "Hyvää päivää.\n",
        "BEGIN:VCALENDAR",
    )
    return OutgoingMail.objects.get(key=f"test:{number}")


def wait() -> None:
    """Let the time until the next try pass."""
    OutgoingMail.objects.filter(next_try_at__isnull=False).update(next_try_at=timezone.now())


def test_mail_goes_out_whole_and_nothing_of_it_is_left(sink):
    mail = write()
    assert outbox.send_due(10) == (1, 0)
    (message,) = sink.taken
    assert (message["To"], message["Subject"]) == ("k1@yhdistys.example", "Aihe 1")
    text, calendar = message.iter_parts()
    assert text.get_content().split() == ["Hyvää", "päivää."]
    assert (calendar.get_content_type(), calendar.get_filename()) == ("text/calendar", "kalenteri.ics")
    mail.refresh_from_db()
    assert mail.sent_at
    assert (mail.to, mail.subject, mail.body, mail.calendar) == ("", "", "", "")


def test_each_goes_out_once_however_often_one_sends(sink):
    for number in range(5):
        write(number)
    assert [outbox.send_due(10).sent for _time in range(3)] == [5, 0, 0]
    assert sorted(message["Subject"] for message in sink.taken) == [f"Aihe {number}" for number in range(5)]
    assert sink.connections == 1


def test_occasion_is_written_once(sink):
    assert [outbox.put("same", "a@b.example", "Aihe", "Teksti") for _time in range(2)] == [True, False]
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("mood", ["later", "tarpit", "drop", "drop-after"])
def test_mail_that_was_not_taken_goes_out_when_the_server_is_well_again(sink, mood):
    write()
    sink.mood = mood
    started = time.monotonic()
    assert outbox.send_due(10) == (0, 1)
    assert time.monotonic() - started < 5
    assert outbox.send_due(10) == (0, 0), "it rests"
    sink.mood = "take"
    wait()
    assert outbox.send_due(10) == (1, 0)
    assert len(sink.taken) == 1
    assert len({message["Message-ID"] for message in sink.kept}) == 1


def test_address_that_does_not_exist_is_given_up_at_once_and_the_others_get_theirs(sink):
    mail = write()
    sink.mood = "refuse"
    outbox.send_due(10)
    sink.mood = "take"
    write(2)
    wait()
    assert outbox.send_due(10) == (1, 0)
    mail.refresh_from_db()
    assert (mail.sent_at, mail.next_try_at) == (None, None)


def test_server_that_is_gone_is_asked_a_few_times_only_and_the_rest_keeps_its_turn(sink):
    sink.mood = "drop"
    for number in range(9):
        write(number)
    assert outbox.send_due(10) == (0, outbox.PATIENCE)
    assert OutgoingMail.objects.filter(tries=0).count() == 9 - outbox.PATIENCE


def test_pauses_grow_and_end_after_five_days():
    pauses = [outbox.pause_after(tries) for tries in range(1, outbox.MOST_TRIES)]
    assert pauses[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert max(pauses) == outbox.LONGEST_PAUSE
    assert datetime.timedelta(days=4.5) < sum(pauses, datetime.timedelta()) < datetime.timedelta(days=5.5)


def test_mail_is_given_up_after_the_last_try(sink):
    mail = write()
    OutgoingMail.objects.update(tries=outbox.MOST_TRIES - 1)
    sink.mood = "later"
    outbox.send_due(10)
    mail.refresh_from_db()
    assert (mail.tries, mail.next_try_at, mail.sent_at) == (outbox.MOST_TRIES, None, None)


def test_nothing_is_left_of_a_mail_after_a_week(sink):
    write()
    OutgoingMail.objects.update(created_at=timezone.now() - outbox.KEPT - MINUTE, next_try_at=None)
    outbox.send_due(1)
    assert not OutgoingMail.objects.exists()


def test_mail_that_another_process_has_claimed_is_left_to_it(sink, monkeypatch):
    mail = write()
    OutgoingMail.objects.filter(pk=mail.pk).update(tries=1, next_try_at=timezone.now() + MINUTE)
    assert outbox.send_due(1) == (0, 0)


def test_mail_of_what_was_taken_back_is_taken_back_too(sink):
    try:
        with transaction.atomic():
            write()
            raise LookupError
    except LookupError:
        pass
    assert outbox.send_due(1) == (0, 0)


def test_line_break_in_a_subject_makes_no_header(sink):
    outbox.put("test", "a@b.example", "Aihe\r\nBcc: x@y.example", "Teksti")
    outbox.send_due(10)
    (message,) = sink.taken
    assert (message["Subject"], message["Bcc"]) == ("Aihe Bcc: x@y.example", None)


def test_command_says_how_many_and_never_to_whom(sink, capsys):
    write()
    call_command("send_mail")
    assert capsys.readouterr().out == "1 sent, 0 to be tried again.\n"
