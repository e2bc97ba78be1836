"""The report on links, and what it gives editors to do."""

import csv
import datetime
import io

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from hub.dates import format_day
from hub.reports.dashboard import editor_tasks
from tests.support.curated_links import make_check, make_curated_link, make_dead
from tests.support.facts import make_fact
from tests.support.pages import make_private
from tests.support.users import ADMINISTRATOR

pytestmark = pytest.mark.django_db

ADDRESS = "https://kokeilu.fi/sivu"
REPORT = "/admin/reports/links/"


def shown(client, query: str = "") -> str:
    response = client.get(f"{REPORT}{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").get_text(" ")


def test_report_names_the_address_the_reason_and_the_place(editor_client, guide):
    make_dead(ADDRESS, guide.page_ptr)
    soup = BeautifulSoup(editor_client.get(REPORT).content, "html.parser")
    (row,) = [row for row in soup.select("tbody tr") if ADDRESS in row.get_text()]
    assert "Sivua ei ole (404)" in row.get_text()
    assert format_day(timezone.localdate() - datetime.timedelta(days=2)) in row.get_text()
    assert row.find("a", href=reverse("wagtailadmin_pages:edit", args=[guide.pk])).get_text() == guide.title


def test_dead_links_come_first(editor_client):
    make_check("https://a.fi/")
    make_dead("https://z.fi/")
    text = shown(editor_client)
    assert text.index("https://z.fi/") < text.index("https://a.fi/")


@pytest.mark.parametrize(
    ("state", "address"),
    [
        ("dead", "https://dead.fi/"),
        ("failing", "https://failing.fi/"),
        ("works", "https://works.fi/"),
        ("unclear", "https://unclear.fi/"),
        ("new", "https://new.fi/"),
    ],
)
def test_report_is_narrowed_to_a_state(editor_client, state, address):
    make_dead("https://dead.fi/")
    make_check("https://failing.fi/", outcome="slow", failing_since=timezone.localdate())
    make_check("https://works.fi/")
    make_check("https://unclear.fi/", outcome="refused", status_code=403)
    make_check("https://new.fi/", outcome="", checked_at=None)
    soup = BeautifulSoup(editor_client.get(f"{REPORT}?state={state}").content, "html.parser")
    assert [row.td.get_text(strip=True) for row in soup.select("tbody tr")] == [address]


@pytest.mark.parametrize(
    "query", ["?state=nonsense", "?state=%00", "?p=999999", "?state=dead&state=new", "?q=%00"]
)
def test_report_takes_any_question(editor_client, query):
    make_dead(ADDRESS)
    assert editor_client.get(f"{REPORT}{query}").status_code in (200, 400, 404)


def test_report_is_saved_as_a_table_of_plain_texts(editor_client, guide):
    guide.title = "=HYPERLINK(1)"
    guide.save()
    make_dead(ADDRESS, guide.page_ptr)
    response = editor_client.get(f"{REPORT}?export=csv")
    (row,) = list(csv.DictReader(io.StringIO(response.getvalue().decode())))
    assert ADDRESS in row.values()
    assert "'=HYPERLINK(1)" in row.values()


def test_report_stands_in_the_menu(editor_client):
    page = editor_client.get("/admin/").content.decode()
    assert REPORT in page


def tasks_about(text: str) -> list:
    return [task for task in editor_tasks(ADMINISTRATOR) if text in task.text]


def test_dead_link_is_something_to_mend_on_each_page_that_has_it(guide, scenario):
    make_dead(ADDRESS, guide.page_ptr, scenario.page_ptr)
    tasks = tasks_about(ADDRESS)
    assert {task.url for task in tasks} == {
        reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in (guide, scenario)
    }
    assert all(task.is_urgent for task in tasks)


def test_dead_curated_link_is_mended_in_its_record():
    link = make_curated_link(ADDRESS)
    make_dead(ADDRESS, link)
    (task,) = tasks_about(ADDRESS)
    assert task.url == reverse("wagtailsnippets_hub_curatedlink:edit", args=[link.pk])


def test_dead_source_of_many_facts_is_one_thing_to_mend():
    facts = [make_fact(f"kokeilu-{number}") for number in range(3)]
    make_dead(ADDRESS, *facts)
    (task,) = tasks_about(ADDRESS)
    assert "2 muun" in task.text


def test_link_that_failed_once_is_nothing_to_mend_yet(guide):
    make_check(ADDRESS, guide.page_ptr, outcome="slow", failing_since=timezone.localdate())
    assert tasks_about(ADDRESS) == []


def test_page_that_has_become_private_since_is_not_named(guide):
    make_dead(ADDRESS, guide.page_ptr)
    make_private(guide)
    assert tasks_about(ADDRESS) == []


def test_report_does_not_name_a_page_that_has_become_private(editor_client, guide):
    make_dead(ADDRESS, guide.page_ptr)
    make_private(guide)
    assert ADDRESS in shown(editor_client)
    assert guide.title not in shown(editor_client)


def test_place_that_is_gone_is_not_named(guide):
    make_dead(ADDRESS, guide.page_ptr)
    guide.delete()
    assert tasks_about(ADDRESS) == []


def test_curated_link_whose_check_is_late_is_to_be_read():
    late = timezone.localdate() - datetime.timedelta(days=800)
    make_curated_link(ADDRESS, checked_on=late)
    (task,) = tasks_about("Kokeilusivu")
    assert not task.is_urgent
