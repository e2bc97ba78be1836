"""Filling in a paper on its page: files to take away, what is said of the answers, and that nothing is kept."""

import io
import logging

import docx
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.models import ReferenceIndex

from hub import pdf
from hub.facts.texts import filled
from hub.models import Fact
from tests.support.caches import kept
from tests.support.pages import soup_of, spaced, text_of, translation_of
from tests.support.pdf import faults_of
from toolkit.models import PaperPage

pytestmark = pytest.mark.django_db

HERE = {"Origin": "http://testserver"}
CANARY = "Zqxkanarialintu"
KINDS = ["docx", "odt", "pdf", "txt"]
WHOLE = {
    "association": f"{CANARY} ry",
    "job-title": "Talkkari",
    "form": "Palkkatyö",
    "weekly-hours": "20",
    "supervisor": "Meeri Esimerkki",
}


@pytest.fixture
def page(db) -> PaperPage:
    """The Finnish job description: lines, texts, choices, a number, days, wording help."""
    return PaperPage.objects.get(slug="tehtavankuvaus")


def in_language(page: PaperPage, language: str) -> PaperPage:
    return page if language == "fi" else translation_of(page, language)


def send(page: PaperPage, do: str, **answers) -> HttpResponse:
    return Client().post(page.url, {"do": do, **answers}, headers=HERE)


def main_of(response: HttpResponse) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").find("main")


@pytest.mark.parametrize("kind", KINDS)
def test_file_is_sent_to_take_away_and_kept_nowhere_on_the_way(page, kind):
    response = send(page, kind, **WHOLE)
    assert response.status_code == 200
    assert f'.{kind}"' in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_pdf_of_a_page_keeps_to_pdf_ua(page, language):
    assert faults_of(send(in_language(page, language), "pdf", anyway="1").content) == []


def test_answers_stand_in_the_file_in_the_pages_language(page):
    response = send(translation_of(page, "sv"), "docx", anyway="1", **{"weekly-hours": "20,5"})
    texts = [each.text for each in docx.Document(io.BytesIO(response.content)).paragraphs]
    assert "Arbetstid i veckan" in texts
    assert "20,5 timmar i veckan" in texts


@pytest.mark.parametrize("kind", [*KINDS, "check"])
def test_nothing_of_the_answers_is_stored_cached_or_logged(page, kind, caplog):
    caplog.set_level(logging.DEBUG)
    files = _files()
    with connection.execute_wrapper(_refuse_writing):
        response = send(page, kind, **WHOLE)
    assert response.status_code == 200
    assert CANARY not in caplog.text
    assert not [value for value in kept().values() if CANARY.encode() in value]
    assert _files() == files


def _files() -> set[str]:
    """The names of all files, on disk or in S3."""
    if hasattr(default_storage, "bucket"):
        return {found.key for found in default_storage.bucket.objects.all()}
    return {str(path) for path in settings.MEDIA_ROOT.rglob("*")}


def _refuse_writing(execute, sql, params, many, context):
    assert not sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")), sql
    return execute(sql, params, many, context)


def test_what_cannot_be_read_is_explained_and_everything_typed_is_kept(page):
    main = main_of(send(page, "docx", **WHOLE | {"weekly-hours": "paljon", "starts-on": "31.2.2027"}))
    assert [link["href"] for link in main.select("#said a")] == ["#id_weekly-hours", "#id_starts-on"]
    assert main.find(id="id_association")["value"] == WHOLE["association"]
    assert main.find(id="id_weekly-hours")["value"] == "paljon"
    assert main.find(id="id_weekly-hours")["aria-invalid"] == "true"
    assert main.select_one("input[name=form][checked]")["value"] == "Palkkatyö"


def test_without_a_pdf_the_page_says_so_and_everything_typed_is_kept(page, monkeypatch):
    monkeypatch.setattr(pdf, "WAIT", 0.01)
    with pdf._drawing:  # Somebody else's file is being made.
        response = send(page, "pdf", **WHOLE)
    assert response.status_code == 503
    assert "no-store" in response["Cache-Control"]
    main = BeautifulSoup(response.content, "html.parser").find("main")
    assert "PDF" in main.find(id="said").get_text()
    assert main.find(id="id_association")["value"] == WHOLE["association"]


def test_what_is_missing_is_said_before_the_download_and_does_not_hinder_it(page):
    answers = {name: value for name, value in WHOLE.items() if name != "supervisor"}
    main = main_of(send(page, "docx", **answers))
    assert [link["href"] for link in main.select("#said a")] == ["#id_supervisor"]
    hidden = main.select_one("form input[type=hidden]")
    assert send(page, "docx", **answers, **{hidden["name"]: hidden["value"]})["Content-Type"].endswith(
        "document"
    )


def test_link_to_a_missing_choice_leads_to_its_first_option(page):
    main = main_of(send(page, "check", **WHOLE | {"form": ""}))
    (link,) = main.select("#said a")
    assert main.find(id=link["href"].removeprefix("#"))["type"] == "radio"


def test_better_wording_is_offered(page):
    main = main_of(send(page, "check", **WHOLE, skills="Olet nuorekas ihminen"))
    said = spaced(main.find(id="said").get_text(" "))
    assert "nuorekas" in said
    assert "Ikä ei saa ratkaista valintaa." in said


def test_paper_that_has_everything_is_told_so(page):
    assert main_of(send(page, "check", **WHOLE)).select_one("#said.note--ok")


def test_sheet_shows_the_answers_without_javascript(page):
    main = main_of(send(page, "check", **WHOLE, **{"tasks-house": ["Lumityöt ja pihan hoito"]}))
    assert main.select_one("[data-out=association]").get_text() == WHOLE["association"]
    assert main.select_one("[data-out=weekly-hours]").get_text() == "20 tuntia viikossa"
    assert "Lumityöt ja pihan hoito" in main.select_one("[data-out=tasks-house]").get_text()


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_example_is_filled_in_and_said_to_be_one(client, page, language):
    page = in_language(page, language)
    main = soup_of(client, f"{page.url}?example=1").main
    assert main.find(id="id_association")["value"].endswith((" ry", " rf"))
    assert main.select_one("input[name=form][checked]")
    assert main.select_one(f".note a[href='{page.url}']")
    assert not soup_of(client, page.url).main.find(id="id_association").get("value")


def test_what_another_site_sends_is_refused(page):
    response = Client(enforce_csrf_checks=True).post(
        page.url, WHOLE, headers={"Origin": "https://paha.example"}
    )
    assert response.status_code == 403


def test_answers_cannot_become_markup(page):
    main = main_of(send(page, "check", **WHOLE | {"job-title": "</dd><script>alert(1)</script>"}))
    assert not main.find("script")
    assert "<script>" in main.select_one("[data-out=job-title]").get_text()


@pytest.mark.parametrize("do", ["", "exe", "\x00", "docx\u202e"])
def test_any_other_wish_shows_the_page(page, do):
    assert main_of(send(page, do, **WHOLE)).select_one("form[data-paper]")


def test_two_fields_of_one_name_are_refused(page):
    raw = page.parts.raw_data
    raw[0]["value"]["fields"][1]["value"]["name"] = "association"
    page.parts = raw
    with pytest.raises(StreamBlockValidationError) as refused:
        page.parts.stream_block.clean(page.parts)
    assert "association" in str(refused.value.non_block_errors.as_data())


def test_topic_lists_its_papers(client, page):
    assert soup_of(client, page.get_parent().url).main.find("a", href=page.url)


def test_toolkit_lists_the_papers(client, page):
    assert soup_of(client, "/fi/tyokalut/").main.find("a", href=page.url)


def test_paper_leads_to_its_guide_and_the_guide_to_it(client, page):
    guide = soup_of(client, page.url).select_one("[aria-labelledby=onwards] a")["href"]
    assert page.url in [link["href"] for link in soup_of(client, guide).select("[aria-labelledby=onwards] a")]


def test_number_of_the_law_in_a_printed_text_comes_from_its_fact(client, page):
    raw = page.parts.raw_data
    raw[0]["value"]["printed"] = "Vero maksetaan viimeistään {tax-due-day#}. päivänä."
    page.parts = raw
    page.save_revision().publish()
    printed = filled("Vero maksetaan viimeistään {tax-due-day#}. päivänä.")
    assert "{" not in printed
    assert printed in text_of(soup_of(client, page.url).select_one(".sheet"))
    assert printed in send(page, "txt", **WHOLE, anyway="1").content.decode()
    uses = ReferenceIndex.get_references_to(Fact.objects.get(key="tax-due-day"))
    assert str(page.pk) in uses.values_list("object_id", flat=True)


def test_enter_in_a_field_checks_the_paper_and_sends_no_file(client, page):
    first = soup_of(client, page.url).select_one("form[data-paper] button:not([type=button])")
    assert first["value"] == "check"
