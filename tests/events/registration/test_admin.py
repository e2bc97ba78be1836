"""What the staff sees and does with the sign-ups of a session, and that it is logged."""

import csv
import io

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from events.registration import chores
from home.roles import EDITORS, TRANSLATORS, make_roles
from hub import outbox
from hub.models import OutgoingMail
from hub.users.models import User
from tests.events.registration.conftest import days, now, settle, sign_up
from tests.support.pages import soup_of, spaced, translation_of
from tests.support.pdf import faults_of
from tests.support.pdf import text_of as pdf_text_of

pytestmark = pytest.mark.django_db

FORMULA = '=HYPERLINK("http://paha.example")'


@pytest.fixture
def people(coming):
    """Two with a seat, one of them with a formula for an association, and one who waits."""
    settle(coming, seats_on_site=2)
    return [
        sign_up(coming, 1, association=FORMULA, needs="Silmukka;\nja tulkki"),
        sign_up(coming, 2),
        sign_up(coming, 3),
    ]


def address(name: str, page) -> str:
    return reverse(name, args=[page.pk])


def rows_of(client: Client, url: str) -> list[str]:
    return [spaced(row.get_text(" ")) for row in soup_of(client, url).select("main tbody tr")]


def test_list_shows_everybody_and_how_many_seats_are_taken(editor_client, coming, people):
    url = address("registrations", coming)
    rows = rows_of(editor_client, url)
    assert len(rows) == 3
    assert [person.email for person, row in zip(people, rows, strict=True) if person.email not in row] == []
    assert "Paikan päällä: 2/2 paikkaa varattu" in spaced(soup_of(editor_client, url).get_text(" "))


def test_page_of_the_session_has_a_button_to_the_list(editor_client, coming):
    soup = soup_of(editor_client, reverse("wagtailadmin_pages:edit", args=[coming.pk]))
    assert soup.find("a", href=address("registrations", coming))


@pytest.mark.parametrize(
    ("query", "numbers"),
    [("status=waiting", [3]), ("status=seat", [1, 2]), ("way=remote", []), ("q=kokeilija-2", [2])],
)
def test_list_is_narrowed_and_so_is_its_table(editor_client, coming, people, query, numbers):
    url = f"{address('registrations', coming)}?{query}"
    expected = [f"kokeilija-{number}@yhdistys.example" for number in numbers]
    assert [email for email in expected if email not in " ".join(rows_of(editor_client, url))] == []
    table = b"".join(editor_client.get(f"{url}&export=csv").streaming_content).decode("utf-8-sig")
    assert [row["Sähköposti"] for row in csv.DictReader(io.StringIO(table), delimiter=";")] == expected


def test_csv_opens_in_excel_and_formulas_are_harmless(editor_client, coming, people):
    response = editor_client.get(f"{address('registrations', coming)}?export=csv")
    content = b"".join(response.streaming_content)
    assert content.startswith("\ufeff".encode())
    first = next(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert first["Yhdistys"] == f"'{FORMULA}"
    assert first["Tarpeet"] == "Silmukka;\nja tulkki"
    assert "no-store" in response["Cache-Control"]


def test_xlsx_has_texts_only(editor_client, coming, people):
    response = editor_client.get(f"{address('registrations', coming)}?export=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert FORMULA in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}
    assert sheet.max_row == 4


@pytest.mark.parametrize(
    ("what", "url"),
    [
        ("csv", "/?export=csv"),
        ("xlsx", "/?export=xlsx"),
        ("sheet", "/sheet.pdf"),
        ("badges", "/badges.pdf"),
    ],
)
def test_whatever_takes_data_out_is_logged_without_names(editor_client, coming, people, what, url):
    response = editor_client.get(address("registrations", coming).rstrip("/") + url)
    assert response.status_code == 200
    entry = PageLogEntry.objects.get(action="events.take_out_registrations")
    assert (entry.page_id, entry.user.username, entry.data["what"]) == (coming.pk, "toimittaja", what)
    assert "Kokeilija" not in str(entry.data)
    history = reverse("wagtailadmin_pages:history", args=[coming.pk])
    assert "tiedot" in spaced(soup_of(editor_client, history).find("main").get_text(" "))


@pytest.mark.parametrize("name", ["registration_sheet", "registration_badges"])
def test_paper_names_who_has_a_seat_on_the_spot_and_is_tagged(editor_client, coming, people, name):
    sign_up(coming, 9, way="remote")
    response = editor_client.get(address(name, coming))
    assert faults_of(response.content) == []
    text = spaced(pdf_text_of(response.content))
    assert [number for number in (1, 2, 3, 9) if f"Kokeilija {number}" in text] == [1, 2]
    assert "Silmukka" not in text
    assert "no-store" in response["Cache-Control"]


def test_attendance_is_marked_for_each_who_had_a_seat(editor_client, coming, people):
    first, second, waiting = people
    url = address("registration_attendance", coming)
    assert len(soup_of(editor_client, url).select("input[name=attended]")) == 2
    editor_client.post(url, {"attended": [first.pk, waiting.pk, "x", "9" * 40]})
    for person in people:
        person.refresh_from_db()
    assert [person.attended for person in (first, second, waiting)] == [True, False, None]
    assert "checked" in str(soup_of(editor_client, url).find("input", {"value": str(first.pk)}))


def test_mail_to_everybody_is_looked_at_first_and_sent_once(editor_client, coming, people):
    OutgoingMail.objects.all().delete()
    url = address("registration_message", coming)
    token = soup_of(editor_client, url).find("input", {"name": "token"})["value"]
    asked = {"to": "seat", "subject": "50 % vaihtuu", "text": "Tulkaa <b>takaovesta</b>.", "token": token}
    preview = editor_client.post(url, asked | {"do": "preview"})
    assert "&lt;b&gt;takaovesta" in preview.content.decode()
    assert not OutgoingMail.objects.exists()
    for _time in range(2):
        editor_client.post(url, asked | {"do": "send"})
    mail.outbox.clear()
    outbox.send_due(10)
    assert [message.to for message in mail.outbox] == [[people[0].email], [people[1].email]]
    assert {message.subject for message in mail.outbox} == {"50 % vaihtuu"}
    assert "Tulkaa <b>takaovesta</b>." in mail.outbox[0].body
    assert PageLogEntry.objects.get(action="events.write_to_registrations").data == {"count": 2}


def test_mail_without_a_subject_is_asked_for_again_with_its_text(editor_client, coming, people):
    url = address("registration_message", coming)
    response = editor_client.post(url, {"to": "both", "text": "Hei", "token": "x", "do": "send"})
    assert response.status_code == 200
    assert "Hei</textarea>" in response.content.decode()


def test_after_the_retention_the_list_shows_the_numbers(editor_client, coming, people):
    settle(coming, starts_at=now() - days(40), ends_at=now() - days(39))
    chores.run()
    url = address("registrations", coming)
    text = spaced(soup_of(editor_client, url).get_text(" "))
    assert rows_of(editor_client, url) == []
    assert "Paikan päällä, on saanut paikan: 2" in text


def test_list_is_the_same_from_every_language(editor_client, coming, people):
    assert len(rows_of(editor_client, address("registrations", translation_of(coming, "sv")))) == 3


NAMES = [
    "registrations",
    "registrations_results",
    "registration_attendance",
    "registration_message",
    "registration_sheet",
    "registration_badges",
]


@pytest.mark.parametrize("name", NAMES)
def test_people_are_shown_to_who_may_edit_the_session_and_see_sign_ups_only(coming, people, name):
    make_roles()
    answers = []
    for number, group in enumerate([EDITORS, TRANSLATORS, None]):
        user = User.objects.create_user(f"henkilo-{number}", email="", password="ei tarvita tässä")
        if group:
            user.groups.add(Group.objects.get(name=group))
        else:
            user.user_permissions.add(
                Permission.objects.get(codename="access_admin"),
                Permission.objects.get(codename="view_registration"),
                Permission.objects.get(codename="change_registration"),
            )
        client = Client()
        client.force_login(user)
        answers.append(client.get(address(name, coming)).status_code)
    assert answers == [200, 302, 302]


def test_list_asks_no_more_of_the_database_for_more_people(editor_client, coming):
    settle(coming, seats_on_site=None)
    counts = []
    for number in (2, 20):
        for each in range(number):
            sign_up(coming, number * 100 + each)
        editor_client.get(address("registrations", coming))
        with CaptureQueriesContext(connection) as queries:
            editor_client.get(address("registrations", coming))
        counts.append(len(queries))
    assert counts[0] == counts[1]
