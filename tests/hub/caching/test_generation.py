"""The generation of the content, told by the changes in the database."""

import pytest
from django.db import connection

from hub.caching import generation
from hub.models import Change

pytestmark = pytest.mark.django_db


def test_each_change_makes_another_generation():
    seen = [generation.read()]
    for _ in range(3):
        generation.advance()
        seen.append(generation.read())
    assert len(set(seen)) == 4
    assert len({each.withdrawals for each in seen}) == 1


def test_withdrawal_is_told_apart():
    before = generation.read()
    generation.advance(withdraws=True)
    assert generation.read().withdrawals != before.withdrawals


def test_change_that_is_committed_after_a_later_one_is_seen():
    generation.advance()
    last = Change.objects.latest("pk")
    generation.advance()
    later = generation.read()
    Change.objects.filter(pk=last.pk).delete()
    without = generation.read()
    assert later != without


def test_table_stays_small(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(3 * generation.KEPT_CHANGES):
            generation.advance()
    assert Change.objects.count() <= 2 * generation.KEPT_CHANGES


def test_withdrawals_stay_as_they_are_when_the_table_is_pruned(django_capture_on_commit_callbacks):
    rows, counts = [], []
    for number in range(5 * generation.KEPT_CHANGES):
        with django_capture_on_commit_callbacks(execute=True):
            before = generation.read().withdrawals
            generation.advance(withdraws=number % 7 == 0)
            after = generation.read().withdrawals
        assert generation.read().withdrawals == after
        assert (after != before) is (number % 7 == 0)
        rows.append(Change.objects.count())
        counts.append(after)
    # What was there before is taken out by the first pruning, which comes within so many changes.
    assert max(rows[generation.KEPT_CHANGES :]) <= 2 * generation.KEPT_CHANGES
    assert counts[-1][0] == counts[0][0] + 14


def test_what_is_remembered_is_forgotten_with_the_generation():
    generation.read()
    assert generation.remember("avain", lambda: 1) == 1
    assert generation.remember("avain", lambda: 2) == 1
    generation.advance()
    generation.read()
    assert generation.remember("avain", lambda: 3) == 3
    generation.done_reading()


def test_nothing_is_remembered_outside_a_readers_request():
    generation.done_reading()
    assert generation.remember("avain", lambda: 1) == 1
    assert generation.remember("avain", lambda: 2) == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_editors_do_not_wait_for_each_other():
    generation.advance()  # In this test's transaction, which stays open.
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SET lock_timeout = '500ms'")
            cursor.execute("INSERT INTO hub_change (withdraws) VALUES (false)")
            assert cursor.rowcount == 1
        other.rollback()
    finally:
        other.close()


def test_what_is_remembered_may_be_nothing():
    generation.read()
    asked = []
    for _ in range(2):
        assert generation.remember("nothing", lambda: asked.append(1)) is None
    assert asked == [1]
