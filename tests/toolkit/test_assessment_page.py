"""Answering a self-assessment: the result, the file, the comparison, and what is wrong with what was sent."""

import datetime
import json
import re
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.l10n.pages import published
from tests.support.pages import soup_of, spaced, translation_of
from tests.support.pdf import faults_of
from tests.support.pdf import text_of as pdf_text_of
from toolkit.assessment_views import MOST_CONTRIBUTIONS
from toolkit.benchmark import STEP
from toolkit.forms import name_of
from toolkit.models import AssessmentPage, BenchmarkAnswer, ToolkitIndexPage

pytestmark = pytest.mark.django_db

HERE = {"Origin": "http://testserver"}


@pytest.fixture
def page(db) -> AssessmentPage:
    """The Finnish readiness check: five areas, three levels."""
    return AssessmentPage.objects.get(slug="olemmeko-valmiita")


def ids_of(page: AssessmentPage) -> list[str]:
    return [statement for area in page.outline for statement in area.statements]


def answers_of(page: AssessmentPage, *levels: int) -> dict[str, str]:
    """One level for all statements of each area, in the order of the page; 0 leaves the area open."""
    return {
        name_of(statement): str(level)
        for area, level in zip(page.outline, levels, strict=True)
        for statement in area.statements
        if level
    }


def send(page: AssessmentPage, client: Client | None = None, **data) -> HttpResponse:
    return (client or Client()).post(page.url, {"do": "result", **data}, headers=HERE)


def text_of(response: HttpResponse) -> str:
    assert response.status_code == 200
    return spaced(BeautifulSoup(response.content, "html.parser").find("main").get_text(" "))


def saved(page: AssessmentPage, answers: dict[str, str], **parts) -> SimpleUploadedFile:
    """A file as the page itself gave it, with some of its parts changed."""
    content = json.loads(send(page, do="file", **answers).content) | parts
    return SimpleUploadedFile("viime-vuosi.json", json.dumps(content).encode())


# --- The form ---------------------------------------------------------------------------------


def test_form_asks_each_statement_with_every_level_and_none_is_chosen(client, page):
    soup = soup_of(client, page.url)
    groups = soup.select("fieldset.statement")
    assert len(groups) == len(ids_of(page)) == 25
    assert {len(group.select("input[type=radio]")) for group in groups} == {4}
    assert not soup.select("input[checked]")


def test_form_is_kept_for_everybody_and_sets_no_cookie(client, page):
    response = client.get(page.url)
    assert "public" in response["Cache-Control"]
    assert not response.cookies


def test_index_of_the_toolkit_leads_to_it(client, page):
    index = published(ToolkitIndexPage).get(locale__language_code="fi")
    assert soup_of(client, index.url).select(f'a[href="{page.url}"]')


# --- The result -------------------------------------------------------------------------------


def test_weakest_area_comes_first_with_the_feedback_of_its_third_and_its_guides(page):
    soup = BeautifulSoup(send(page, **answers_of(page, 3, 3, 1, 2, 3)).content, "html.parser")
    first = soup.find("section", class_="result")
    assert first.find(class_="big").get_text().replace("\u00ad", "") == "Raha"
    assert "Tehkää ensin karkea budjetti" in spaced(first.get_text())
    links = [link["href"] for link in first.select("a")]
    assert [link.rstrip("/").rpartition("/")[2] for link in links] == [
        "mita-palkkaaminen-maksaa",
        "rahan-riittavyys",
        "palkkatuen-hakeminen",
    ]


def test_what_is_to_strengthen_follows_from_the_weakest_on(page):
    soup = BeautifulSoup(send(page, **answers_of(page, 2, 3, 1, 1, 3)).content, "html.parser")
    headings = [spaced(heading.get_text()) for heading in soup.select("ol.steps h3")]
    assert headings == ["2 Ohjaus ja perehdytys", "3 Ajatus ja tarve"]


def test_statement_below_the_highest_level_is_named_the_weakest_first(page):
    answers = answers_of(page, 3, 3, 3, 3, 3)
    need = page.outline[0].statements
    answers |= {name_of(need[0]): "2", name_of(need[3]): "1"}
    soup = BeautifulSoup(send(page, **answers).content, "html.parser")
    assert [spaced(item.get_text(" ")) for item in soup.select(".dots li")] == [
        "Työtä riittää koko sille ajalle, jolle aiomme palkata. Ei vielä",
        "Olemme kirjanneet, mitä työtä on ja kuinka paljon aikaa se vie. Osittain",
    ]


def test_unanswered_statements_are_said_and_left_out_of_the_numbers(page):
    answers = answers_of(page, 3, 3, 3, 3, 3)
    for statement in page.outline[0].statements[:2]:
        del answers[name_of(statement)]
    answers[name_of(page.outline[1].statements[0])] = ""
    text = text_of(send(page, **answers))
    assert "3 väittämää on vastaamatta, eivätkä ne ole mukana luvuissa" in text
    assert "Mikään ei jarruta teitä" in text


def test_open_area_is_named_and_nothing_is_promised(page):
    text = text_of(send(page, **answers_of(page, 3, 3, 3, 3, 0)))
    assert "Vastatkaa vielä avoimiin alueisiin" in text
    assert "Mikään ei jarruta teitä" not in text


def test_picture_says_nothing_that_the_table_does_not(page):
    soup = BeautifulSoup(send(page, **answers_of(page, 3, 2, 1, 2, 0)).content, "html.parser")
    assert {svg["aria-hidden"] for svg in soup.select("figure svg")} == {"true"}
    rows = [[spaced(cell.get_text(" ")) for cell in row.select("th, td")] for row in soup.select("tbody tr")]
    assert rows == [
        ["Ajatus ja tarve", "3,0", "Kunnossa", "4/4"],
        ["Hallitus ja vastuu", "2,0", "Hyvällä alulla", "5/5"],
        ["Raha", "1,0", "Aloittakaa tästä", "5/5"],
        ["Ohjaus ja perehdytys", "2,0", "Hyvällä alulla", "5/5"],
        ["Paperit ja palkanmaksu", "–", "Vastaamatta", "0/6"],
    ]


def test_bars_are_as_long_as_the_means(page):
    soup = BeautifulSoup(send(page, **answers_of(page, 3, 2, 1, 2, 3)).content, "html.parser")
    assert [svg.select("rect")[1]["width"] for svg in soup.select("svg.bar")] == [
        "600",
        "400",
        "200",
        "400",
        "600",
    ]


def test_swedish_result_is_swedish(page):
    swedish = translation_of(page, "sv")
    text = text_of(send(swedish, **answers_of(swedish, 1, 2, 3, 3, 3)))
    assert "Det här bromsar er mest" in text
    assert "Börja med arbetet" in text


def test_result_costs_few_queries(page, django_assert_max_num_queries):
    answers = answers_of(page, 1, 2, 3, 1, 2)
    send(page, **answers)
    with django_assert_max_num_queries(12):
        send(page, **answers)


# --- Nothing is kept --------------------------------------------------------------------------


def test_result_is_stored_nowhere_and_sets_no_cookie(page):
    with CaptureQueriesContext(connection) as queries:
        response = send(page, **answers_of(page, 1, 2, 3, 1, 2))
    assert not [
        query["sql"]
        for query in queries
        if not query["sql"].strip().startswith(("SELECT", "SAVEPOINT", "RELEASE"))
    ]
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_answers_from_another_site_are_refused(page, headers):
    browser = Client(enforce_csrf_checks=True)
    data = {"do": "contribute", "share": "on", **answers_of(page, 1, 1, 1, 1, 1)}
    assert browser.post(page.url, data, headers=headers).status_code == 403
    assert not BenchmarkAnswer.objects.exists()


# --- What is wrong ----------------------------------------------------------------------------


def test_nothing_answered_and_a_wrong_file_are_both_said(page):
    text = text_of(send(page, earlier_file=SimpleUploadedFile("tulos.json", b"{")))
    assert "Vastatkaa vähintään yhteen väittämään." in text
    assert "ei ole tallennettu tulos" in text


def test_nothing_answered_gets_a_message_and_the_form(page):
    response = send(page)
    assert "Vastatkaa vähintään yhteen väittämään." in text_of(response)
    assert "<title>Virhe:" in spaced(response.content.decode())


@pytest.mark.parametrize(
    "value", ["0", "4", "-1", "1.0", "١", "NaN", "9" * 5_000, "x\0y", "\u202e1", "<script>", "1 OR 1=1"]
)
def test_level_that_is_none_is_refused_beside_its_statement_and_the_rest_is_kept(page, value):
    answers = answers_of(page, 3, 2, 1, 2, 3)
    first = page.outline[0].statements[0]
    soup = BeautifulSoup(send(page, **answers | {name_of(first): value}).content, "html.parser")
    bad = soup.select_one("fieldset.field--bad")
    assert "Valitkaa jokin tasoista" in bad.get_text()
    assert soup.select_one(".note--err a")["href"] == f"#{bad.select_one('input')['id']}"
    assert len(soup.select("input[checked]")) == len(answers) - 1


def test_body_that_is_no_form_gets_the_message_that_nothing_is_answered(page):
    response = Client().post(page.url, {"a": 1}, "application/json", headers=HERE)
    assert "Vastatkaa vähintään yhteen väittämään." in text_of(response)


def test_page_that_is_taken_down_meanwhile_takes_no_answers(page):
    answers = answers_of(page, 1, 1, 1, 1, 1)
    page.unpublish()
    assert send(page, do="contribute", share="on", **answers).status_code == 404
    assert not BenchmarkAnswer.objects.exists()


def test_answer_to_a_statement_that_an_editor_has_removed_meanwhile_is_left_out(page):
    answers = answers_of(page, 3, 3, 3, 3, 3) | {name_of(str(uuid4())): "1"}
    assert "25 vastaukseen" in text_of(send(page, **answers))


@pytest.mark.parametrize("value", ["x", "", "edit\0", "file\u202e", "a" * 10_000])
def test_unknown_button_shows_the_result(page, value):
    assert "Profiilinne" in text_of(send(page, **answers_of(page, 1, 2, 3, 1, 2) | {"do": value}))


def test_answer_that_is_sent_twice_is_the_last_one(page):
    answers = answers_of(page, 3, 3, 3, 3, 3)
    twice = answers | {name_of(page.outline[0].statements[0]): ["1", "3"]}
    assert "Mikään ei jarruta teitä" in text_of(send(page, **twice))


def test_answers_can_be_changed(page):
    answers = answers_of(page, 3, 2, 1, 2, 0)
    soup = BeautifulSoup(send(page, do="edit", **answers).content, "html.parser")
    chosen = {radio["name"]: radio["value"] for radio in soup.select("input[checked]") if radio["value"]}
    assert chosen == answers


# --- The file and last year -------------------------------------------------------------------


def test_file_is_saved_and_holds_no_name(page):
    response = send(page, do="file", **answers_of(page, 3, 2, 1, 2, 0))
    day = timezone.localdate().isoformat()
    assert response["Content-Disposition"] == f'attachment; filename="olemmeko-valmiita-{day}.json"'
    content = json.loads(response.content)
    assert set(content) == {"pakki-assessment", "assessment", "day", "levels", "answers"}
    assert len(content["answers"]) == 19
    assert "no-store" in response["Cache-Control"]


def test_last_years_file_stands_beside_the_new_result(page):
    file = saved(page, answers_of(page, 2, 2, 2, 2, 2), day="2025-11-30")
    soup = BeautifulSoup(
        send(page, earlier_file=file, **answers_of(page, 3, 2, 1, 2, 0)).content, "html.parser"
    )
    rows = [[spaced(cell.get_text(" ")) for cell in row.select("td")][:3] for row in soup.select("tbody tr")]
    assert rows == [
        ["3,0", "2,0", "+1,0"],
        ["2,0", "2,0", "0"],
        ["1,0", "2,0", "−1,0"],
        ["2,0", "2,0", "0"],
        ["–", "2,0", "–"],
    ]
    assert "30.11.2025" in soup.find("thead").get_text()


def test_finnish_file_fits_the_swedish_page(page):
    swedish = translation_of(page, "sv")
    file = saved(page, answers_of(page, 2, 2, 2, 2, 2), day="2025-11-30")
    text = text_of(send(swedish, earlier_file=file, **answers_of(swedish, 3, 3, 3, 3, 3)))
    assert "Den smala stapeln under är ert resultat från 30.11.2025." in text


def test_earlier_result_goes_along_when_answers_are_changed(page):
    file = saved(page, answers_of(page, 2, 2, 2, 2, 2), day="2025-11-30")
    answers = answers_of(page, 3, 2, 1, 2, 3)
    result = BeautifulSoup(send(page, earlier_file=file, **answers).content, "html.parser")
    along = result.select_one("input[name=earlier]")["value"]
    form = BeautifulSoup(send(page, do="edit", earlier=along, **answers).content, "html.parser")
    assert form.select_one("input[name=earlier]")["value"] == along
    assert "30.11.2025" in text_of(send(page, earlier=along, **answers))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "Tämä tiedosto ei ole tallennettu tulos"),
        (b"\0" * 100, "Tämä tiedosto ei ole tallennettu tulos"),
        (b"x" * 60_000, "Tiedosto on liian suuri"),
        (b'{"pakki-assessment": 2}', "uudemmalla Pakilla"),
        (b'{"pakki-assessment": 1}', "muuttunut tai vahingoittunut"),
    ],
)
def test_file_that_cannot_be_used_says_why_and_the_answers_are_kept(page, content, said):
    answers = answers_of(page, 3, 2, 1, 2, 3)
    file = SimpleUploadedFile("tulos.json", content)
    response = send(page, earlier_file=file, **answers)
    soup = BeautifulSoup(response.content, "html.parser")
    assert said in spaced(soup.select_one("#id_earlier_file_error").get_text())
    assert len(soup.select("input[checked]")) == len(answers)


def test_result_of_the_other_assessment_is_refused(page):
    quality = AssessmentPage.objects.get(slug="millainen-tyonantaja-olemme")
    file = saved(quality, {name_of(ids_of(quality)[0]): "1"})
    assert "toisen itsearvioinnin" in text_of(
        send(page, earlier_file=file, **answers_of(page, 1, 1, 1, 1, 1))
    )


@pytest.mark.parametrize("along", ["{", "\0", "\u202e", "[" * 60_000])
def test_what_goes_along_is_read_as_strictly_as_a_file(page, along):
    text = text_of(send(page, earlier=along, **answers_of(page, 1, 1, 1, 1, 1)))
    assert re.search("ei ole tallennettu tulos|liian suuri", text)


# --- The PDF ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_pdf_for_the_board_has_what_the_page_has_and_keeps_to_pdf_ua(page, language):
    page = page if language == "fi" else translation_of(page, "sv")
    file = saved(page, answers_of(page, 2, 2, 2, 2, 2), day="2025-11-30")
    response = send(page, do="pdf", earlier_file=file, **answers_of(page, 3, 2, 1, 2, 0))
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    content = response.content
    assert faults_of(content) == []
    words = spaced(pdf_text_of(content))
    for area in page.areas:
        assert area.value["title"] in words
    said = {"fi": "Tämä jarruttaa teitä eniten: Raha", "sv": "Det här bromsar er mest: Pengarna"}
    assert said[language] in words
    assert "30.11.2025" in words


# --- The comparison ---------------------------------------------------------------------------


def contribute(page: AssessmentPage, *levels: int, token: object = None, **data) -> HttpResponse:
    fields = {"do": "contribute", "share": "on", "token": str(token or uuid4())}
    return send(page, **fields | answers_of(page, *levels) | data)


def test_contribution_keeps_the_answers_and_the_month_and_nothing_else(page):
    assert "Kiitos" in text_of(contribute(page, 1, 2, 3, 1, 2))
    row = BenchmarkAnswer.objects.get()
    assert row.month == timezone.localdate().replace(day=1)
    assert row.answers == {
        name.removeprefix("statement-"): int(level) for name, level in answers_of(page, 1, 2, 3, 1, 2).items()
    }
    assert {field.name for field in BenchmarkAnswer._meta.get_fields()} == {
        "id",
        "assessment",
        "levels",
        "month",
        "answers",
        "is_counted",
    }


def test_box_is_not_ticked_and_without_it_nothing_is_given(page):
    result = BeautifulSoup(send(page, **answers_of(page, 1, 2, 3, 1, 2)).content, "html.parser")
    assert not result.select_one("#share").has_attr("checked")
    text = text_of(send(page, do="contribute", **answers_of(page, 1, 2, 3, 1, 2)))
    assert "Rastittakaa ruutu" in text
    assert not BenchmarkAnswer.objects.exists()


def test_loading_the_answer_again_counts_once(page):
    token = uuid4()
    contribute(page, 1, 2, 3, 1, 2, token=token)
    assert "vain kerran" in text_of(contribute(page, 1, 2, 3, 1, 2, token=token))
    assert BenchmarkAnswer.objects.count() == 1


def test_token_stays_the_same_through_changing_the_answers(page):
    result = BeautifulSoup(send(page, **answers_of(page, 1, 2, 3, 1, 2)).content, "html.parser")
    token = result.select_one("input[name=token]")["value"]
    form = BeautifulSoup(
        send(page, do="edit", token=token, **answers_of(page, 1, 2, 3, 1, 2)).content, "html.parser"
    )
    assert form.select_one("input[name=token]")["value"] == token


@pytest.mark.parametrize("token", ["", "x", "1", "\0", "\u202e", "a" * 10_000], ids=ascii)
def test_token_that_is_none_is_replaced(page, token):
    answers = answers_of(page, 1, 2, 3, 1, 2)
    assert "Kiitos" in text_of(send(page, **{"do": "contribute", "share": "on", "token": token} | answers))


def test_open_area_is_not_given(page):
    assert "vähintään yksi vastaus jokaisesta alueesta" in text_of(contribute(page, 1, 2, 3, 1, 0))
    assert not BenchmarkAnswer.objects.exists()


def test_one_address_cannot_flood_the_comparison(page):
    for _ in range(MOST_CONTRIBUTIONS):
        contribute(page, 1, 1, 1, 1, 1)
    assert "huomenna" in text_of(contribute(page, 1, 1, 1, 1, 1))
    assert BenchmarkAnswer.objects.count() == MOST_CONTRIBUTIONS


def test_fifth_contribution_shows_what_is_usual_in_both_languages(page):
    for _ in range(STEP - 1):
        contribute(page, 3, 2, 1, 2, 3)
    assert "mediaani" not in text_of(send(page, **answers_of(page, 1, 1, 1, 1, 1)))
    contribute(page, 3, 2, 1, 2, 3)
    soup = BeautifulSoup(send(page, **answers_of(page, 1, 1, 1, 1, 1)).content, "html.parser")
    assert [row.select("td")[1].get_text() for row in soup.select("tbody tr")] == [
        "3,0 (3,0–3,0)",
        "2,0 (2,0–2,0)",
        "1,0 (1,0–1,0)",
        "2,0 (2,0–2,0)",
        "3,0 (3,0–3,0)",
    ]
    swedish = translation_of(page, "sv")
    assert "medianen" in text_of(send(swedish, **answers_of(swedish, 1, 1, 1, 1, 1)))


def test_one_contribution_more_changes_nothing_that_is_shown(page):
    for _ in range(STEP):
        contribute(page, 3, 2, 1, 2, 3)
    levels = len(page.levels)
    before = BenchmarkAnswer.counted(page.translation_key, levels)
    for _ in range(STEP - 1):
        contribute(page, 1, 1, 1, 1, 1)
    assert BenchmarkAnswer.counted(page.translation_key, levels) == before
    contribute(page, 1, 1, 1, 1, 1)
    assert len(BenchmarkAnswer.counted(page.translation_key, levels)) == 2 * STEP


def test_other_scale_has_a_comparison_of_its_own(page):
    for _ in range(STEP):
        contribute(page, 3, 2, 1, 2, 3)
    assert BenchmarkAnswer.counted(page.translation_key, len(page.levels) + 1) == []


def test_old_answers_go_five_at_a_time(page):
    then = datetime.date(2026, 12, 5)
    key, answers = page.translation_key, {"a": 1}
    for _ in range(STEP):
        BenchmarkAnswer.give(uuid4(), key, 3, answers, then)
    BenchmarkAnswer.give(uuid4(), key, 3, answers, then)  # It waits for four others.
    BenchmarkAnswer.give(uuid4(), key, 3, answers, datetime.date(2029, 12, 31))
    assert BenchmarkAnswer.objects.count() == STEP + 2
    BenchmarkAnswer.give(uuid4(), key, 3, answers, datetime.date(2030, 1, 1))
    assert {row.month for row in BenchmarkAnswer.objects.all()} == {
        datetime.date(2029, 12, 1),
        datetime.date(2030, 1, 1),
    }


def test_four_old_answers_wait_for_the_fifth_that_came_with_them(page):
    key, answers = page.translation_key, {"a": 1}
    for day in [datetime.date(2026, 12, 31)] * (STEP - 1) + [datetime.date(2027, 1, 1)]:
        BenchmarkAnswer.give(uuid4(), key, 3, answers, day)
    BenchmarkAnswer.give(uuid4(), key, 3, answers, datetime.date(2030, 1, 31))
    assert len(BenchmarkAnswer.counted(key, 3)) == STEP
    BenchmarkAnswer.give(uuid4(), key, 3, answers, datetime.date(2030, 2, 1))
    assert BenchmarkAnswer.counted(key, 3) == []


# --- For editors ------------------------------------------------------------------------------


def test_editor_takes_the_counts_as_a_table(page, editor_client):
    for _ in range(STEP + 1):
        contribute(page, 3, 2, 1, 2, 3)
    response = editor_client.get(f"/admin/comparison/{page.pk}/")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert response["Content-Disposition"] == 'attachment; filename="olemmeko-valmiita.csv"'
    assert lines[0] == "Alue;Väittämä;Ei vielä;Osittain;Kunnossa"
    assert lines[1].endswith("vie.;0;0;5")
    assert len(lines) == 26


def test_table_is_offered_where_the_page_is_edited(page, editor_client):
    html = editor_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert f"/admin/comparison/{page.pk}/" in html
