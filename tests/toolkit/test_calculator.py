"""The calculator's page: its result in HTML, JSON and PDF, what it remembers in its address, what it says of age."""

import datetime
import json
from itertools import pairwise
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from hub.models import Fact
from hub.reports.facts import fact_tasks
from tests.support.pages import one_of, soup_of, spaced, text_of
from tests.support.pdf import faults_of
from tests.support.pdf import text_of as pdf_text
from toolkit.models import CalculatorPage, LocalSupport

pytestmark = pytest.mark.django_db

PLAN = {
    "pay": "1000",
    "hours": "20",
    "full_time": "37,5",
    "months": "6",
    "start": f"1.1.{timezone.localdate().year + 1}",
    "ground": "50",
}


def url_of(language: str = "fi", **told: str) -> str:
    return f"{one_of(CalculatorPage, language).url}?{urlencode(PLAN | told)}"


def answer(client, **told: str) -> dict:
    return json.loads(client.get(url_of(format="json", **told)).content)


def test_page_without_a_plan_asks_for_one(client):
    soup = soup_of(client, one_of(CalculatorPage, "fi").url)
    assert soup.select_one("#result .big") is None
    assert soup.select_one("input[name=start]")["value"].startswith("1.")
    assert soup.select(".field--bad") == []


def test_result_begins_with_the_own_share(client):
    soup = soup_of(client, url_of())
    net = answer(client)["plans"][0]["net"]
    whole = spaced(soup.select_one("#result .big").get_text()).replace(" ", "").removesuffix("€")
    assert abs(float(whole) - float(net)) <= 0.5


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_each_bar_is_told_in_a_sentence_and_in_a_table(client, language):
    soup = soup_of(client, url_of(language))
    bars = soup.select("#result svg[role=img]")
    assert len(bars) == 2
    assert all(bar["aria-label"].count("€") >= 3 for bar in bars)
    assert len(soup.select("#counted table")) == 2


def test_headings_skip_no_level(client):
    for told in ({}, {"b_hours": "10", "b_share": ""}):
        levels = [int(tag.name[1]) for tag in soup_of(client, url_of(**told)).select("main :is(h1,h2,h3,h4)")]
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_two_plans_stand_side_by_side(client):
    soup = soup_of(client, url_of(b_ground="none"))
    head = soup.select("#result table thead th")
    assert len(head) == 2
    assert len(soup.select("#result .big")) == 2


def test_what_cannot_be_read_is_kept_and_explained(client):
    soup = soup_of(client, url_of(pay="tonni", months="<b>"))
    assert soup.select_one("input[name=pay]")["value"] == "tonni"
    assert soup.select_one("input[name=months]")["value"] == "<b>"
    assert soup.title.get_text().startswith("Virhe: ")
    links = {link["href"] for link in soup.select("#result .note--err a")}
    assert links == {"#id_pay", "#id_months"}
    assert soup.select_one("input[name=pay]")["aria-invalid"] == "true"
    assert soup.select("#counted") == []


def test_only_one_button_is_filled(client):
    soup = soup_of(client, url_of())
    assert len([button for button in soup.select("main .btn") if "btn--2" not in button["class"]]) == 1


def test_json_has_texts_for_sums_and_stable_names(client):
    response = client.get(url_of(format="json"))
    assert response["Content-Type"] == "application/json"
    [plan] = json.loads(response.content)["plans"]
    assert plan["plan"]["pay"] == "1000.00"
    assert set(plan) == {
        "plan",
        "cost",
        "subsidy",
        "supplement",
        "net",
        "net_per_month",
        "cost_per_hour",
        "paid_before_first_subsidy",
        "cash_gap",
        "lines",
        "months",
        "subsidy_of_whole_month",
        "issues",
    }
    assert all(isinstance(line["amount"], str) for line in plan["lines"])
    assert {fact["key"] for line in plan["lines"] for fact in line["facts"]} >= {"tyel-employer-average"}


def test_json_of_what_cannot_be_read_is_a_bad_request(client):
    response = client.get(url_of(format="json", pay="x"))
    assert response.status_code == 400
    assert list(json.loads(response.content)["errors"]) == ["pay"]


def test_json_of_nothing_says_what_is_missing(client):
    response = client.get(f"{one_of(CalculatorPage, 'sv').url}?format=json")
    assert response.status_code == 400
    assert {"start", "months"} <= set(json.loads(response.content)["errors"])


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_pdf_for_the_board_can_be_heard(client, language):
    response = client.get(url_of(language, format="pdf", b_ground="none"))
    assert response["Content-Type"] == "application/pdf"
    content = response.content
    assert faults_of(content) == []
    assert spaced(one_of(CalculatorPage, language).title) in spaced(pdf_text(content))


def test_pdf_of_what_cannot_be_read_is_the_page_that_says_so(client):
    response = client.get(url_of(format="pdf", pay="x"))
    assert response["Content-Type"].startswith("text/html")
    assert b"field--bad" in response.content


def test_each_plan_has_an_answer_of_its_own(client):
    first, second = (client.get(url_of(pay=pay)).content for pay in ("1000", "1100"))
    assert first != second
    assert client.get(url_of(pay="1000")).content == first
    assert b'value="9999999999x' in client.get(url_of(pay="9" * 10 + "x" * 5000)).content


def test_answer_sets_no_cookie_and_varies_on_nothing_but_encoding(client):
    response = client.get(url_of(ground="70", unemployed="30"))
    assert not response.cookies
    assert response["Vary"] == "Accept-Encoding"


def test_repeated_parameter_counts_once(client):
    soup = soup_of(client, f"{url_of()}&pay=2000")
    assert soup.select_one("input[name=pay]")["value"] == "2000"


def test_place_names_its_area_and_what_is_paid_there(client):
    said = text_of(soup_of(client, url_of(municipality="698")).select_one("#result"))
    assert "Rovaseutu" in said
    assert LocalSupport.objects.get(key="rovaniemi-kuntalisa").name_fi in said
    assert "Helsinki-lisä" not in said


def test_chosen_place_stays_chosen(client):
    chosen = soup_of(client, url_of(municipality="698")).select("#id_municipality option[selected]")
    assert [option["value"] for option in chosen] == ["698"]
    assert len(soup_of(client, url_of()).select("#id_municipality option")) == 309


def test_place_that_is_none_is_explained(client):
    field = soup_of(client, url_of(municipality='"><script>')).select_one("#id_municipality")
    assert field["aria-invalid"] == "true"
    assert field.find_parent(class_="field--bad")


def test_place_without_a_support_says_so(client):
    said = text_of(soup_of(client, url_of(municipality="020")).select_one("#result"))
    assert "Emme tiedä täällä paikallista tukea" in said


def test_ended_support_is_not_offered(client):
    support = LocalSupport.objects.get(key="rovaniemi-kuntalisa")
    support.availability = LocalSupport.Availability.ENDED
    support.save()
    soup = soup_of(client, url_of(municipality="698"))
    assert support.name_fi not in text_of(soup.select_one("main"))


def test_result_costs_a_constant_number_of_queries(client, django_assert_max_num_queries):
    client.get(url_of())
    with django_assert_max_num_queries(12):
        client.get(
            url_of(months="60", b_ground="100", municipality="698"), headers={"Authorization": "Basic YTpi"}
        )


def test_doubt_about_a_fact_is_told_beside_its_source(client):
    said = text_of(soup_of(client, url_of(employer="contract")).select_one("#counted .ledger"))
    note = Fact.objects.get(key="tyel-contract-employer").values.last().note_fi
    assert note
    assert note in said


def test_unpublished_fact_is_a_message_not_a_fault(client):
    Fact.objects.get(key="health-insurance-employer").unpublish()
    said = text_of(soup_of(client, url_of()).select_one("#counted"))
    assert "Ei julkaistu: puuttuu summasta" in said


def test_fact_that_has_expired_stands_above_the_calculator_and_in_the_queue(client, monkeypatch):
    page = one_of(CalculatorPage, "fi")
    monkeypatch.setattr(timezone, "localdate", lambda value=None: datetime.date(2027, 1, 2))
    soup = soup_of(client, page.url)
    tasks = [task for task in fact_tasks() if task.about == page]
    alerts = text_of(soup.select_one(".note--late"))
    assert "17,10 %" in alerts
    assert "1,91 %" in alerts
    assert len(tasks) == 1


def test_toolkit_leads_to_the_calculator(client):
    page = one_of(CalculatorPage, "fi")
    assert soup_of(client, page.get_parent().url).select(f'main a[href="{page.url}"]')


def test_link_to_the_other_language_takes_the_plan_along(client):
    swedish = soup_of(client, url_of()).select_one(".top a[hreflang=sv]")["href"]
    assert soup_of(client, swedish).select_one("input[name=pay]")["value"] == "1000"
    assert "format" not in soup_of(client, url_of(format="html")).select_one(".top a[hreflang=sv]")["href"]
