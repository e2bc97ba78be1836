"""One run: which addresses it asks, what it stores, and what a reader sees of it."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from hub.caching import generation
from hub.link_checks.asking import Asker
from hub.link_checks.records import dead_on
from hub.link_checks.run import Run, due
from hub.models import LinkCheck
from tests.support.curated_links import make_check, make_curated_link, make_dead

pytestmark = pytest.mark.django_db


def asked(asker: Asker, addresses: int = 100, minutes: float = 1) -> list[str]:
    """The addresses that a run asks, in its order."""
    found: list[str] = []
    Run(asker, lambda check: found.append(check.address)).ask(addresses, minutes)
    return found


def test_what_came_of_it_is_stored(asker, elsewhere):
    works, fails = elsewhere.url("/"), elsewhere.url("/missing")
    for address in (works, fails):
        make_check(address, outcome="", checked_at=None)
    assert Run(asker).ask(100, 1) == 2
    good, bad = LinkCheck.objects.get(address=works), LinkCheck.objects.get(address=fails)
    assert (good.outcome, good.failing_since) == ("works", None)
    assert (bad.outcome, bad.status_code, bad.is_dead) == ("not_found", 404, False)
    assert bad.failing_since == timezone.localdate()
    assert timezone.now() - bad.checked_at < datetime.timedelta(minutes=1)


def test_link_that_failed_yesterday_too_is_dead(asker, elsewhere):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    make_check(elsewhere.url("/missing"), days=1, outcome="not_found", failing_since=yesterday)
    Run(asker).ask(100, 1)
    check = LinkCheck.objects.get()
    assert (check.is_dead, check.failing_since) == (True, yesterday)


def test_link_that_works_again_is_not_dead(asker, elsewhere):
    LinkCheck.objects.filter(pk=make_dead(elsewhere.url("/")).pk).update(
        checked_at=timezone.now() - datetime.timedelta(days=1)
    )
    Run(asker).ask(100, 1)
    check = LinkCheck.objects.get()
    assert (check.is_dead, check.failing_since, check.outcome) == (False, None, "works")


def test_what_nobody_has_asked_comes_first_and_then_the_oldest(asker, elsewhere):
    old, older, new = (elsewhere.url(f"/{name}") for name in ("old", "older", "new"))
    make_check(old, days=7)
    make_check(older, days=8)
    make_check(new, outcome="", checked_at=None)
    assert asked(asker) == [new, older, old]


@pytest.mark.parametrize(
    ("days", "fails", "is_due"), [(5, False, False), (7, False, True), (1, True, True), (0, True, False)]
)
def test_link_that_works_is_asked_once_a_week_and_one_that_fails_every_day(days, fails, is_due):
    since = timezone.localdate() if fails else None
    make_check("https://kokeilu.fi/", days=days, failing_since=since)
    assert due().exists() is is_due


def test_run_asks_no_more_addresses_than_it_may(asker, elsewhere):
    for number in range(3):
        make_check(elsewhere.url(f"/{number}"), outcome="", checked_at=None)
    assert len(asked(asker, addresses=2)) == 2


def test_run_that_has_no_time_asks_nothing(asker, elsewhere):
    make_check(elsewhere.url("/"), outcome="", checked_at=None)
    assert asked(asker, minutes=0) == []
    assert elsewhere.asked == []


def test_page_with_a_curated_link_that_dies_is_drawn_anew(asker, elsewhere):
    address = elsewhere.url("/missing")
    make_curated_link(address)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    make_check(address, days=1, failing_since=yesterday)
    before = generation.read()
    Run(asker).ask(100, 1)
    assert generation.read() != before
    assert dead_on(address) == timezone.localdate()


def test_link_that_no_reader_is_told_of_makes_no_page_old(asker, elsewhere):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    make_check(elsewhere.url("/missing"), days=1, failing_since=yesterday)
    before = generation.read()
    Run(asker).ask(100, 1)
    assert generation.read() == before


def test_place_within_a_page_is_as_dead_as_the_page():
    make_dead("https://kokeilu.fi/sivu")
    assert dead_on("https://kokeilu.fi/sivu#kohta") == timezone.localdate()
    assert dead_on("https://kokeilu.fi/toinen") is None


def test_command_collects_and_asks_nobody_on_this_machine(capsys, elsewhere):
    address = elsewhere.url("/")
    LinkCheck.objects.all().delete()
    make_curated_link(address)
    call_command("check_links", addresses=0)
    make = LinkCheck.objects.get(address=address)
    LinkCheck.objects.exclude(pk=make.pk).update(checked_at=timezone.now(), outcome="works")
    call_command("check_links")
    assert f"{address}: not_public" in capsys.readouterr().out
    assert elsewhere.asked == []


# --- This machine is cut off --------------------------------------------------------------------

NOWHERE = "http://ei-ole.invalid/"


def test_link_is_not_blamed_when_nothing_can_be_reached(asker):
    make_check(NOWHERE, outcome="", checked_at=None)
    assert asked(asker) == []
    assert LinkCheck.objects.get().checked_at is None


def test_link_is_blamed_when_another_one_answers_later(asker, elsewhere):
    make_check(NOWHERE, outcome="", checked_at=None)
    make_check(elsewhere.url("/missing"), outcome="", checked_at=None)
    assert asked(asker) == [NOWHERE, elsewhere.url("/missing")]
    assert LinkCheck.objects.get(address=NOWHERE).failing_since == timezone.localdate()


def test_link_is_blamed_when_one_that_worked_before_still_answers(asker, elsewhere):
    make_check(NOWHERE, outcome="", checked_at=None)
    make_check(elsewhere.url("/"))
    assert asked(asker) == [NOWHERE]
    assert elsewhere.methods("/") == ["HEAD"]


def test_link_is_not_blamed_when_what_worked_before_is_silent_too(asker, elsewhere):
    make_check(NOWHERE, outcome="", checked_at=None)
    make_check(elsewhere.url("/silent"))
    assert asked(asker) == []
