"""What people get by mail, in their own language, each once."""

import datetime
import hashlib
from uuid import uuid4

import icalendar
import pytest
from django.core import mail
from django.utils import timezone, translation
from wagtailmedia.models import get_media_model

from events.models import Registration, RegistrationCount, SessionPage
from events.registration import chores, consent, mails, seats
from events.standing import Status
from hub import outbox
from tests.events.registration.conftest import days, given, now, settle, sign_up
from tests.events.registration.test_views import own_address
from tests.support.pages import translation_of

pytestmark = pytest.mark.django_db


def sent() -> list[mail.EmailMessage]:
    """Everything that is due, as it goes out."""
    mail.outbox.clear()
    outbox.send_due(seconds=60)
    return list(mail.outbox)


def calendar_in(message: mail.EmailMessage) -> icalendar.Event:
    (attachment,) = message.attachments
    assert attachment.mimetype == "text/calendar"
    (event,) = icalendar.Calendar.from_ical(attachment.content).walk("VEVENT")
    return event


@pytest.fixture
def seat(coming) -> Registration:
    """Somebody with a seat online, who has got the confirmation."""
    registration = sign_up(coming, way="remote")
    sent()
    return registration


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ["Sinulla on paikka", "Hei,", "Osallistu etänä"]),
        ("sv", ["Du har en plats", "Hej,", "Delta på distans"]),
    ],
)
def test_confirmation_has_the_time_the_private_link_and_a_calendar_file(client, coming, language, words):
    page = coming if language == "fi" else translation_of(coming, "sv")
    seats.sign_up(coming.pk, uuid4(), language, given(way="remote"))
    (message,) = sent()
    mine = coming.registrations.get()
    assert message.to == [mine.email]
    assert message.subject == f"{words[0]}: {page.title}"
    for word in [*words[1:], page.title, coming.remote_url, own_address(mine, language)]:
        assert word in message.body
    event = calendar_in(message)
    assert event["uid"].startswith(str(coming.translation_key))
    assert event["summary"] == page.title
    assert coming.remote_url in event["description"]


def test_nothing_that_somebody_typed_goes_to_the_address_that_they_gave(coming):
    sign_up(coming, name="Ostakaa halvalla", association="http://osta.example", needs="zqneeds")
    (message,) = sent()
    assert [w for w in ("halvalla", "osta.example", "zqneeds") if w in message.message().as_string()] == []


def test_who_waits_gets_no_address_of_the_online_session(coming):
    settle(coming, seats_remote=0)
    sign_up(coming, way="remote")
    (message,) = sent()
    assert "Olet jonossa" in message.subject
    assert coming.remote_url not in message.message().as_string()


def test_offer_says_until_when_it_holds(coming):
    settle(coming, seats_on_site=1)
    first, second = sign_up(coming, 1), sign_up(coming, 2)
    sent()
    seats.cancel(first)
    own, offer = sent()
    assert own.subject == f"Ilmoittautumisesi on peruttu: {coming.title}"
    assert offer.subject == f"Sinulle on paikka: {coming.title}"
    second.refresh_from_db()
    assert f"viimeistään {mails.moment(second.offer_until)}" in offer.body


def test_cancelled_session_is_told_once_with_a_calendar_entry_that_goes(coming, seat):
    settle(coming, is_cancelled=True, change_note="Sairastapaus.", last_published_at=now() + days(1))
    chores.run()
    chores.run()
    (message,) = sent()
    assert message.subject == f"Info on peruttu: {coming.title}"
    assert "Sairastapaus." in message.body
    event = calendar_in(message)
    assert event["status"] == "CANCELLED"
    assert event["sequence"] > 0


def test_moved_session_is_told_once_with_the_old_and_the_new_time(coming, seat):
    before = timezone.localtime(coming.starts_at)
    settle(coming, starts_at=coming.starts_at + days(7), ends_at=coming.ends_at + days(7))
    chores.run()
    chores.run()
    (message,) = sent()
    assert message.subject == f"Uusi aika: {coming.title}"
    after = timezone.localtime(coming.starts_at)
    for day in (before, after):
        assert f"{day.day}.{day.month}.{day.year}" in message.body


def test_reminder_comes_once_the_day_before_to_who_has_a_seat(coming, seat):
    settle(coming, seats_on_site=0)
    sign_up(coming, 5)
    sent()
    chores.run()
    assert sent() == []
    start = now() + days(0.9)
    settle(coming, starts_at=start, ends_at=start + datetime.timedelta(hours=1))
    coming.registrations.update(told_starts_at=start)
    chores.run()
    chores.run()
    (message,) = sent()
    assert (message.to, message.subject) == ([seat.email], f"Muistutus: {coming.title}")


def test_who_signs_up_on_the_last_day_is_not_reminded(coming):
    start = now() + days(0.5)
    settle(coming, starts_at=start, ends_at=start + datetime.timedelta(hours=1))
    sign_up(coming)
    sent()
    chores.run()
    assert sent() == []


def test_recording_is_told_of_once_after_the_session(coming, seat):
    settle(coming, starts_at=now() - days(1), ends_at=now() - days(0.9))
    chores.run()
    assert sent() == []
    settle(coming, recording=get_media_model().objects.first())
    chores.run()
    chores.run()
    (message,) = sent()
    assert message.subject == f"Tallenne on valmis: {coming.title}"
    assert coming.full_url in message.body


def test_offer_lapses_by_itself_and_the_next_is_told(coming):
    settle(coming, seats_on_site=1)
    first, *_others = [sign_up(coming, number) for number in range(3)]
    seats.cancel(first)
    sent()
    coming.registrations.filter(status=Status.OFFER).update(offer_until=now() - days(0.01))
    chores.run()
    assert [(message.to[0], message.subject) for message in sent()] == [
        ("kokeilija-1@yhdistys.example", f"Tarjous on päättynyt: {coming.title}"),
        ("kokeilija-2@yhdistys.example", f"Sinulle on paikka: {coming.title}"),
    ]


def test_unpublished_session_tells_nobody_anything(coming, seat):
    coming.unpublish()
    settle(coming, is_cancelled=True)
    chores.run()
    assert sent() == []


def test_person_whose_language_is_gone_is_told_in_the_original(coming):
    mine = sign_up(coming)
    Registration.objects.filter(pk=mine.pk).update(language="sv")
    mine.refresh_from_db()
    sent()
    translation_of(coming, "sv").unpublish()
    seats.cancel(mine)
    (message,) = sent()
    assert "Din anmälan har avbokats" in message.subject
    assert coming.full_url in message.body


# --- What is kept, and for how long -----------------------------------------------------------


@pytest.mark.parametrize(("after", "left"), [(6.9, "Silmukka"), (7.1, "")])
def test_needs_are_deleted_seven_days_after_the_session(coming, after, left):
    mine = sign_up(coming, needs="Silmukka")
    settle(coming, starts_at=now() - days(after + 1), ends_at=now() - days(after))
    chores.run()
    mine.refresh_from_db()
    assert mine.needs == left


def test_in_the_end_only_the_numbers_are_left(coming):
    first, *_others = [sign_up(coming, number) for number in range(4)]
    Registration.objects.filter(pk=first.pk).update(attended=True)
    settle(coming, retention_days=30, starts_at=now() - days(31), ends_at=now() - days(29.9))
    chores.run()
    assert coming.registrations.count() == 4
    settle(coming, ends_at=now() - days(30.1))
    chores.run()
    assert not coming.registrations.exists()
    counts = RegistrationCount.objects.values_list("way", "status", "attended", "number")
    assert set(counts) == {("site", "seat", True, 1), ("site", "seat", None, 1), ("site", "waiting", None, 2)}


def test_consent_is_another_version_when_its_text_is_another():
    texts = []
    for language in ("fi", "sv"):
        with translation.override(language):
            texts.append(consent.consent_text(datetime.date(2027, 1, 8), datetime.date(2027, 1, 31)))
    assert len(set(texts)) == 2
    digest = hashlib.sha256("".join(texts).encode()).hexdigest()[:12]
    assert (consent.VERSION, digest) == ("2026-12", "60ac67f7791e")


# --- Languages of one session -----------------------------------------------------------------


def test_cancelling_the_finnish_version_cancels_the_swedish_one(client, coming):
    swedish = translation_of(coming, "sv")
    before = swedish.last_published_at
    page = SessionPage.objects.get(pk=coming.pk)
    page.is_cancelled, page.seats_on_site = True, 5
    page.save_revision().publish()
    swedish.refresh_from_db()
    assert (swedish.is_cancelled, swedish.seats_on_site) == (True, 5)
    assert swedish.last_published_at > before
    assert "Inställd" in client.get(swedish.get_parent().url).content.decode()
