"""What a reader sees while signing up and on the own page, in both languages, and who else sees nothing of it."""

import re
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from events.models import Registration, SessionPage
from events.registration import consent, seats
from events.registration.links import token_of
from events.registration.views import MOST_A_DAY
from events.standing import Status
from tests.events.registration.conftest import days, given, now, settle, sign_up
from tests.support.pages import make_private, soup_of, spaced, translation_of

pytestmark = pytest.mark.django_db

HERE = {"Origin": "http://testserver"}
PRIVATE = re.compile(r"http://\S+?(/(?:fi|sv)/\S+)")


def address_of(page: SessionPage) -> str:
    with translation.override(page.locale.language_code):
        return reverse("sign_up", args=[page.translation_key])


def own_address(registration: Registration, language: str = "fi") -> str:
    with translation.override(language):
        return reverse("own_registration", args=[token_of(registration)])


def send(page: SessionPage, client: Client | None = None, **values):
    data = given() | {"consent": "on", "token": str(uuid4())} | values
    return (client or Client()).post(address_of(page), data, headers=HERE)


def text_of(response, status: int = 200) -> str:
    assert response.status_code == status
    return spaced(BeautifulSoup(response.content, "html.parser").find("main").get_text(" "))


# --- The session's page -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "Ilmoittaudu infoon"), ("sv", "Anmäl dig till infoträffen")]
)
def test_page_of_the_session_leads_to_the_form(client, coming, language, words):
    page = coming if language == "fi" else translation_of(coming, "sv")
    link = soup_of(client, page.url).find("a", href=address_of(page))
    assert spaced(link.get_text()) == words
    assert soup_of(client, link["href"]).find("form", method="post")


def test_address_of_the_online_session_is_not_told_to_everybody(client, coming):
    told = ["/fi/kalenteri.ics", "/fi/infot.xml", coming.url, address_of(coming)]
    assert [url for url in told if coming.remote_url in client.get(url).content.decode()] == []
    settle(coming, takes_sign_ups=False)
    assert coming.remote_url in client.get(coming.url).content.decode()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"sign_up_opens_at": now() + days(1)}, "Ilmoittautuminen avautuu"),
        ({"sign_up_closes_at": now() - days(1)}, "Ilmoittautuminen on päättynyt"),
        ({"seats_on_site": 0, "seats_remote": 0}, "Liity jonoon"),
        (
            {"seats_on_site": 0, "seats_remote": 0, "has_waiting_list": False},
            "Kaikki paikat ovat tällä hetkellä varattuja.",
        ),
    ],
)
def test_page_of_the_session_says_how_one_can_sign_up(client, coming, values, words):
    settle(coming, **values)
    assert words in spaced(soup_of(client, coming.url).get_text(" "))


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_cancelled_and_moved_are_said_on_page_list_feed_and_calendar(client, coming, is_cancelled):
    settle(coming, is_cancelled=is_cancelled, moved_from=now(), change_note="Kylätalo remontoidaan.")
    words = "peruttu" if is_cancelled else "siirretty"
    page = soup_of(client, coming.url)
    assert words in spaced(page.select_one(".note--late").get_text(" ")).lower()
    assert "Kylätalo remontoidaan." in page.get_text()
    tags = soup_of(client, "/fi/infot/").select(".tag--late")
    assert [spaced(tag.get_text()) for tag in tags] == ["Peruttu" if is_cancelled else "Uusi aika"]
    assert words in client.get("/fi/infot.xml").content.decode()
    calendar = client.get(f"/fi/kalenteri/{coming.translation_key}.ics").content.decode()
    assert ("STATUS:CANCELLED" in calendar) == is_cancelled
    assert words in calendar.replace("\r\n ", "")
    assert client.get(address_of(coming)).status_code == 200


@pytest.mark.parametrize("address", ["/fi/", "/fi/infot/palkkatuki-yhdistyksessa/"])
def test_cancelled_session_is_nowhere_the_next_one(client, coming, address):
    assert soup_of(client, address).find("a", string=coming.title)
    settle(coming, is_cancelled=True)
    assert not soup_of(client, address).find("a", string=coming.title)


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_search_engines_are_told_of_a_cancelled_or_moved_session(coming, is_cancelled):
    settle(coming, is_cancelled=is_cancelled, moved_from=now())
    event = coming.structured_data()[0]
    assert event["eventStatus"].endswith("EventCancelled" if is_cancelled else "EventRescheduled")
    assert ("previousStartDate" in event) != is_cancelled


def test_open_sign_up_costs_few_queries_however_many_have_signed_up(client, coming):
    counts = []
    for number in (1, 30):
        for each in range(number):
            sign_up(coming, number * 100 + each, way="remote")
        client.get(coming.url, headers={"Authorization": "Basic YTpi"})
        with CaptureQueriesContext(connection) as queries:
            client.get(coming.url, headers={"Authorization": "Basic YTpi"})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


# --- Signing up -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "Sinulle on paikka"), ("sv", "Det finns en plats för dig")]
)
def test_confirmation_is_there_at_once_in_the_readers_language(coming, language, words):
    page = coming if language == "fi" else translation_of(coming, "sv")
    response = send(page)
    assert words in text_of(response)
    assert not response.cookies
    stored = coming.registrations.get()
    assert (stored.language, stored.consent_version, stored.status) == (language, consent.VERSION, "seat")


def test_both_languages_share_the_seats(coming):
    settle(coming, seats_on_site=1)
    send(coming)
    send(translation_of(coming, "sv"), **given(2))
    assert [each.status for each in coming.registrations.order_by("pk")] == ["seat", "waiting"]


def test_full_session_says_that_one_waits(coming):
    settle(coming, seats_on_site=0)
    assert "Olet jonossa" in text_of(send(coming))


def test_double_click_the_back_button_and_a_second_tab_make_one_sign_up(client, coming):
    first, second = (
        soup_of(client, address_of(coming)).find("input", {"name": "token"})["value"] for _tab in range(2)
    )
    answers = [text_of(send(coming, client, token=token)) for token in (first, first, second)]
    assert len(set(answers)) == 1
    assert coming.registrations.count() == 1


def test_answer_does_not_tell_whether_an_address_has_signed_up(coming):
    sign_up(coming, way="remote")
    known, new = send(coming, email=given(1)["email"]), send(coming, email=given(2)["email"])
    known, new = (re.sub(r"kokeilija-\d", "", text_of(each)) for each in (known, new))
    assert known == new


def test_answer_is_kept_nowhere_and_no_cookie_is_set(client, coming):
    for response in (
        client.get(address_of(coming)),
        send(coming),
        client.get(own_address(sign_up(coming, 5))),
    ):
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"
        assert not response.cookies


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"name": ""}, "name", "Kirjoita nimesi."),
        ({"email": "ei osoite"}, "email", "Kirjoita koko sähköpostiosoite"),
        ({"way": ""}, "way_0", "Valitse, miten osallistut."),
        ({"consent": ""}, "consent", "Tarvitsemme suostumuksesi"),
        ({"needs": "x" * 1001}, "needs", ""),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(coming, values, field, words):
    response = send(coming, **{"association": "Kokeilijat ry", **values})
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.select_one(f'.note--err a[href="#id_{field}"]')
    assert words in spaced(soup.select_one(".note--err").get_text(" "))
    assert soup.find("input", {"name": "association"})["value"] == "Kokeilijat ry"
    assert soup.title.get_text().startswith("Virhe")
    assert not coming.registrations.exists()


def test_refusal_is_said_beside_the_field_and_keeps_what_was_typed(coming):
    settle(coming, association_limit=1)
    sign_up(coming, 3, association="Kokeilijat")
    soup = BeautifulSoup(send(coming, association="Kokeilijat ry").content, "html.parser")
    assert soup.select_one('.note--err a[href="#id_association"]')
    assert soup.find("input", {"name": "email"})["value"] == given()["email"]


def test_characters_that_nobody_sees_are_not_stored(coming):
    send(coming, name="Koe\u202ekas\x0b", needs="a\x07b")
    stored = coming.registrations.get()
    assert (stored.name, stored.needs) == ("Koekas", "ab")


def test_another_site_cannot_sign_anybody_up(coming):
    response = Client().post(
        address_of(coming), given() | {"consent": "on"}, headers={"Origin": "https://muu.example"}
    )
    assert response.status_code == 403
    assert not coming.registrations.exists()


def test_one_address_does_not_take_all_the_seats(coming):
    settle(coming, seats_on_site=None)
    for number in range(MOST_A_DAY):
        send(coming, email=f"a{number}@yhdistys.example")
    assert "Verkostasi" in text_of(send(coming, email="viela@yhdistys.example"))
    assert coming.registrations.count() == MOST_A_DAY


@pytest.mark.parametrize("how", ["draft", "private", "without sign-up", "unknown"])
def test_form_of_what_is_not_public_is_not_found(client, coming, how):
    address = address_of(coming)
    match how:
        case "draft":
            coming.unpublish()
        case "private":
            make_private(coming)
        case "without sign-up":
            settle(coming, takes_sign_ups=False)
        case _:
            address = address.replace(str(coming.translation_key), str(uuid4()))
    assert client.get(address).status_code == 404


def test_finnish_session_without_translation_has_no_swedish_form(client, coming):
    translation_of(coming, "sv").unpublish()
    with translation.override("sv"):
        assert client.get(reverse("sign_up", args=[coming.translation_key])).status_code == 404


# --- The own page -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "Sinulla on etäpaikka"), ("sv", "Du har en plats på distans")]
)
def test_own_page_shows_all_that_is_kept_and_the_address_of_the_online_session(
    client, coming, language, words
):
    mine = sign_up(coming, way="remote", association="Kokeilijat ry", needs="Silmukka")
    response = client.get(own_address(mine, language))
    text = response.content.decode()
    assert words in text_of(response)
    for kept in (mine.name, mine.email, mine.association, mine.needs, coming.remote_url):
        assert kept in text


def test_who_waits_sees_the_place_in_the_line_and_not_the_online_address(client, coming):
    settle(coming, seats_remote=0)
    sign_up(coming, 1, way="remote")
    second = sign_up(coming, 2, way="remote")
    response = client.get(own_address(second))
    assert "Paikkasi jonossa: 2" in text_of(response)
    assert coming.remote_url not in response.content.decode()


def test_changes_are_kept_and_what_is_wrong_is_said(client, coming):
    mine = sign_up(coming)
    address = own_address(mine)
    wrong = client.post(address, given(name="") | {"do": "change"}, headers=HERE)
    assert BeautifulSoup(wrong.content, "html.parser").select_one('.note--err a[href="#id_name"]')
    client.post(address, given(way="remote", association="Uusi ry") | {"do": "change"}, headers=HERE)
    mine.refresh_from_db()
    assert (mine.name, mine.way, mine.association) == ("Kokeilija 1", "remote", "Uusi ry")


@pytest.mark.parametrize(
    ("do", "left"), [("cancel", [Status.CANCELLED, Status.OFFER]), ("delete", [Status.OFFER])]
)
def test_cancelling_or_deleting_gives_the_seat_to_the_next(client, coming, do, left):
    settle(coming, seats_on_site=1)
    mine, _next = sign_up(coming, 1), sign_up(coming, 2)
    assert client.post(own_address(mine), {"do": do}, headers=HERE).status_code == 200
    assert [each.status for each in coming.registrations.order_by("pk")] == left


def test_offer_is_taken_on_the_own_page(client, coming):
    settle(coming, seats_on_site=1)
    first, second = sign_up(coming, 1), sign_up(coming, 2)
    seats.cancel(first)
    address = own_address(second)
    assert soup_of(client, address).find("button", {"name": "do", "value": "accept"})
    assert "Paikka on sinun" in text_of(client.post(address, {"do": "accept"}, headers=HERE))
    second.refresh_from_db()
    assert second.status == Status.SEAT


def test_looking_at_a_private_link_changes_nothing(client, coming):
    mine = sign_up(coming)
    client.get(own_address(mine) + "?do=cancel")
    client.head(own_address(mine))
    mine.refresh_from_db()
    assert mine.status == Status.SEAT


@pytest.mark.parametrize("change", ["other key", "other signature", "no signature", "odd"])
def test_private_link_cannot_be_guessed(client, coming, change):
    mine, other = sign_up(coming, 1), sign_up(coming, 2)
    key, _dot, signature = token_of(mine).partition(".")
    token = {
        "other key": f"{other.key.hex}.{signature}",
        "other signature": f"{key}.{signature[::-1]}",
        "no signature": key,
        "odd": "\u0000%00..",
    }[change]
    with translation.override("fi"):
        assert client.get(reverse("own_registration", args=[token])).status_code == 404


def test_links_of_somebody_deleted_lead_nowhere(client, coming):
    mine = sign_up(coming)
    address = own_address(mine)
    seats.delete(mine)
    assert client.get(address).status_code == 404


def test_own_page_works_while_the_session_is_hidden(client, coming):
    mine = sign_up(coming)
    coming.unpublish()
    assert client.get(own_address(mine)).status_code == 200
