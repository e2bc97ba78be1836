"""How long what is due has waited."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from events.models import Theme
from hub import outbox
from hub.models import OutgoingMail
from hub.schedule import waiting_seconds

pytestmark = pytest.mark.django_db


def ago(**time) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(**time)


def test_nothing_waits_on_a_new_site():
    assert waiting_seconds() == 0


def test_page_that_should_be_public_waits_until_the_timer_runs(guide):
    guide.unpublish()
    guide.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    guide.save_revision().publish()
    assert waiting_seconds() == 0
    guide.latest_revision.__class__.objects.filter(pk=guide.latest_revision_id).update(
        approved_go_live_at=ago(minutes=10)
    )
    assert 600 <= waiting_seconds() < 660
    call_command("publish_scheduled")
    assert waiting_seconds() == 0


def test_mail_waits_until_the_timer_runs():
    outbox.put("test", "kokeilija@yhdistys.example", "Aihe", "Teksti")
    OutgoingMail.objects.update(next_try_at=ago(minutes=10))
    assert 600 <= waiting_seconds() < 660
    call_command("send_mail")
    assert waiting_seconds() == 0


@pytest.mark.parametrize("model", ["page", "snippet"])
def test_what_should_be_taken_down_waits(guide, model):
    thing = guide if model == "page" else Theme.objects.first()
    type(thing).objects.filter(pk=thing.pk).update(expire_at=ago(hours=2))
    assert 7_200 <= waiting_seconds() < 7_300


def test_the_longest_wait_is_told(guide, session):
    for page, hours in ((guide, 1), (session, 3)):
        type(page).objects.filter(pk=page.pk).update(expire_at=ago(hours=hours))
    assert 10_800 <= waiting_seconds() < 10_900
