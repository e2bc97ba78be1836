"""Pages behind a password or a login, and forms that are refused: what a visitor gets instead."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.support.pages import make_private, soup_of, text_of, translation_of


@pytest.fixture
def locked(guide):
    """A guide behind a password, in both languages."""
    for page in (guide, translation_of(guide, "sv")):
        PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.PASSWORD, password="avain kaapissa"
        )
    return guide


def answer(client: Client, page, password: str):
    form = soup_of(client, page.url).select_one("main form[method=post]")
    data = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    return client.post(form["action"], data | {"password": password}, follow=True)


@pytest.mark.parametrize(("language", "words"), [("fi", "Sivu pyytää salasanaa"), ("sv", "lösenord")])
def test_password_is_asked_in_the_readers_language_without_telling_of_the_page(
    client, locked, language, words
):
    page = locked if language == "fi" else translation_of(locked, language)
    response = client.get(page.url)
    soup = soup_of(client, page.url)
    assert words in text_of(soup.main)
    assert soup.html["lang"] == language
    html = response.content.decode()
    assert page.title not in html
    assert page.lead not in html
    assert "private" in response["Cache-Control"]


def test_wrong_password_is_said_beside_the_field(client, locked):
    response = answer(client, locked, "väärä")
    html = response.content.decode()
    assert "Salasana on väärin" in html or "field--bad" in html
    assert locked.title not in html


def test_right_password_opens_the_page(client, locked):
    assert locked.title in text_of_response(answer(client, locked, "avain kaapissa"))


def text_of_response(response) -> str:
    return response.content.decode().replace("\u00ad", "")


def test_page_for_those_who_sign_in_leads_to_the_one_place_to_do_so(client, guide):
    make_private(guide)
    response = client.get(guide.url)
    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={guide.url}")


def test_there_is_no_second_place_to_sign_in(client, db):
    response = client.get("/fi/_util/login/?next=/fi/")
    assert (response.status_code, response["Location"]) == (302, "/admin/login/?next=/fi/")


def test_form_without_its_token_gets_an_explanation_in_both_languages():
    response = Client(enforce_csrf_checks=True).post("/fi/")
    assert response.status_code == 403
    html = response.content.decode()
    assert "Palatkaa" in html
    assert "Gå tillbaka" in html


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "500"])
def test_fault_page_needs_nothing_from_the_server(name):
    html = render_to_string(f"{name}.html")
    assert 'lang="sv"' in html
    assert "{%" not in html
