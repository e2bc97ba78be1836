"""Who gets a seat, who waits, and who is next."""

import itertools
from uuid import uuid4

import pytest
from django.core import mail

from events.models import Registration
from events.registration import seats
from events.standing import Status
from hub.caching import generation
from hub.models import OutgoingMail
from tests.events.registration.conftest import days, given, now, settle, sign_up, standings

pytestmark = pytest.mark.django_db

SEAT, OFFER, WAITING = Status.SEAT, Status.OFFER, Status.WAITING


def occasions() -> list[str]:
    return [key.partition(":")[0] for key in OutgoingMail.objects.values_list("key", flat=True)]


def test_seats_go_in_the_order_of_coming_and_the_rest_wait(coming):
    assert [sign_up(coming, number).status for number in range(4)] == [SEAT, SEAT, WAITING, WAITING]


def test_each_way_has_seats_of_its_own(coming):
    for number in range(2):
        sign_up(coming, number)
    assert sign_up(coming, 3, way="remote").status == SEAT


def test_without_a_limit_everybody_gets_a_seat(coming):
    settle(coming, seats_on_site=None)
    assert {sign_up(coming, number).status for number in range(9)} == {SEAT}


def test_without_a_waiting_list_a_full_session_refuses(coming):
    settle(coming, seats_on_site=0, has_waiting_list=False)
    with pytest.raises(seats.Refusal, match="full"):
        sign_up(coming)
    assert not coming.registrations.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"sign_up_opens_at": now() + days(1)},
        {"sign_up_closes_at": now() - days(1)},
        {"starts_at": now() - days(0.1)},
        {"is_cancelled": True},
        {"takes_sign_ups": False},
        {"venue": ""},
    ],
)
def test_nobody_signs_up_where_or_when_one_cannot(coming, values):
    settle(coming, **values)
    with pytest.raises(seats.Refusal, match="closed"):
        sign_up(coming)


def test_same_form_sent_twice_signs_up_once(coming):
    token = uuid4()
    assert [seats.sign_up(coming.pk, token, "fi", given()) for _time in range(3)] == [SEAT] * 3
    assert coming.registrations.count() == 1
    assert occasions() == ["signed-up"]


def test_address_that_is_signed_up_is_answered_like_a_new_one_and_told_by_mail(coming):
    sign_up(coming)
    assert seats.sign_up(coming.pk, uuid4(), "fi", given(email="KOKEILIJA-1@yhdistys.example")) == SEAT
    assert coming.registrations.count() == 1
    assert occasions() == ["signed-up", "already"]


def test_somebody_who_cancelled_may_sign_up_again_with_new_links(coming):
    first = sign_up(coming)
    seats.cancel(first)
    again = sign_up(coming)
    assert (again.pk, again.status) == (first.pk, SEAT)
    assert again.key != first.key


def test_association_is_limited_however_its_name_is_written(coming):
    settle(coming, association_limit=2)
    sign_up(coming, 1, association="Kylä ry")
    sign_up(coming, 2, association="kylä  r.y.")
    with pytest.raises(seats.Refusal, match="association"):
        sign_up(coming, 3, association="KYLÄ")
    assert sign_up(coming, 4, association="Toinen ry", way="remote").status == SEAT
    assert sign_up(coming, 5, way="remote").status == SEAT


def test_freed_seat_is_offered_to_the_first_in_line_and_kept(coming):
    first, *_others = [sign_up(coming, number) for number in range(4)]
    seats.cancel(first)
    assert standings(coming) == [Status.CANCELLED, SEAT, OFFER, WAITING]
    assert sign_up(coming, 9).status == WAITING
    offer = coming.registrations.get(status=OFFER)
    assert now() + days(1.9) < offer.offer_until < now() + days(2)


def test_offer_holds_half_of_the_time_that_is_left_at_most(coming):
    first, *_others = [sign_up(coming, number) for number in range(3)]
    settle(coming, starts_at=now() + days(1))
    seats.cancel(first)
    assert coming.registrations.get(status=OFFER).offer_until < now() + days(0.51)


def test_offer_is_taken_once_and_in_time_only(coming):
    first, *_others = [sign_up(coming, number) for number in range(4)]
    seats.cancel(first)
    offered = coming.registrations.get(status=OFFER)
    assert seats.accept(offered)
    assert not seats.accept(offered)
    seats.cancel(offered)
    late = coming.registrations.get(status=OFFER)
    coming.registrations.filter(pk=late.pk).update(offer_until=now() - days(0.01))
    assert not seats.accept(late)


def test_offer_that_is_not_answered_goes_to_the_next(coming):
    first, *_others = [sign_up(coming, number) for number in range(4)]
    seats.cancel(first)
    coming.registrations.filter(status=OFFER).update(offer_until=now() - days(0.01))
    seats.keep_in_order(coming.pk)
    assert standings(coming) == [Status.CANCELLED, SEAT, Status.LAPSED, OFFER]
    assert occasions()[-2:] == ["lapsed", "offered"]


def test_nothing_is_offered_after_the_session_has_begun(coming):
    first, *_others = [sign_up(coming, number) for number in range(3)]
    settle(coming, starts_at=now() - days(0.01), ends_at=now() + days(0.1))
    seats.cancel(first)
    assert standings(coming)[-1] == WAITING


def test_more_seats_go_to_the_line_before_anybody_new(coming):
    for number in range(3):
        sign_up(coming, number)
    settle(coming, seats_on_site=4)
    assert sign_up(coming, 9).status == WAITING
    seats.keep_in_order(coming.pk)
    assert standings(coming) == [SEAT, SEAT, OFFER, OFFER]


def test_change_of_way_takes_a_seat_there_and_frees_the_old_one(coming):
    first, *_others = [sign_up(coming, number) for number in range(3)]
    assert seats.change(first, given(0, way="remote", needs="Silmukka")) == SEAT
    assert standings(coming) == [SEAT, SEAT, OFFER]
    first.refresh_from_db()
    assert (first.way, first.needs) == ("remote", "Silmukka")


def test_change_to_a_full_way_keeps_the_seat_that_one_has(coming):
    settle(coming, seats_remote=0)
    first = sign_up(coming)
    with pytest.raises(seats.Refusal, match="full"):
        seats.change(first, given(way="remote"))
    first.refresh_from_db()
    assert (first.way, first.status) == ("site", SEAT)


def test_deleting_leaves_nothing_and_frees_the_seat(coming):
    first, *_others = [sign_up(coming, number) for number in range(3)]
    seats.delete(first)
    assert standings(coming) == [SEAT, OFFER]


def test_place_in_the_line(coming):
    everybody = [sign_up(coming, number) for number in range(5)]
    assert [seats.place_in_line(each) for each in everybody[2:]] == [1, 2, 3]


def test_pages_are_drawn_anew_only_when_the_last_seat_goes_or_comes(coming):
    settle(coming, seats_on_site=2, seats_remote=0)
    states = [generation.read()]
    for number in range(4):
        sign_up(coming, number)
        states.append(generation.read())
    assert [one != two for one, two in itertools.pairwise(states)] == [False, True, False, False]


def test_nothing_is_sent_before_the_outbox_is_emptied(coming):
    sign_up(coming)
    assert mail.outbox == []
    assert Registration.objects.count() == OutgoingMail.objects.count() == 1
