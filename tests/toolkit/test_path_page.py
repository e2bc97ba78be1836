"""The path's page: questions, dated steps, calendar file, and what its editor may not save."""

import datetime
import json
from urllib.parse import urlencode

import icalendar
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.blocks import StreamBlockValidationError

from hub.dates import format_day
from hub.models import Fact
from tests.support.forms import sent_by, streams_of
from tests.support.pages import one_of, soup_of, text_of
from toolkit.deadlines import MOST_PAYDAYS, is_working_day
from toolkit.models import GuidePage, PaperPage, PathPage
from toolkit.path.steps import Problem
from toolkit.path.wording import PROBLEMS

pytestmark = pytest.mark.django_db

START = datetime.date(timezone.localdate().year + 1, 3, 1)
ANSWERS = {
    "first": "yes",
    "way": "pay",
    "term": "open",
    "start": format_day(START),
    "end": "",
    "payday": "15",
    "minor": "no",
    "insured": "no",
}


@pytest.fixture
def path(db) -> PathPage:
    return one_of(PathPage, "fi")


def shown(client: Client, path: PathPage, **answers) -> list[str]:
    """The keys of the steps that a reader sees."""
    context = client.get(path.url, ANSWERS | answers).context
    return [step.value["key"] for part in context["parts"] for step in part.steps]


def test_without_answers_the_whole_path_is_shown_without_dates(client, path):
    context = client.get(path.url).context
    steps = [step for part in context["parts"] for step in part.steps]
    assert len(steps) == len(path.steps) >= 25
    assert not any(step.dates for step in steps)
    assert all(step.rule for step in steps)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_dated_steps_are_numbered_through_the_parts(client, language):
    page = one_of(PathPage, language)
    soup = soup_of(
        client, f"{page.url}?way=subsidy&" + "&".join(f"{k}={v}" for k, v in ANSWERS.items() if k != "way")
    )
    plates = [plate.get_text() for plate in soup.select(".way .plate")]
    assert plates == [str(number) for number in range(1, len(plates) + 1)]
    assert format_day(START) in text_of(soup)


@pytest.mark.parametrize(
    ("answers", "has", "has_not"),
    [
        ({}, {"accident-insurance", "contract"}, {"funding", "work-trial", "young-worker"}),
        ({"way": "subsidy"}, {"funding", "subsidy-payment"}, {"apprenticeship"}),
        ({"way": "apprentice"}, {"apprenticeship", "contract"}, {"funding"}),
        ({"way": "trial"}, {"work-trial", "induction"}, {"contract", "pay-slip", "pension", "final-pay"}),
        ({"minor": "yes"}, {"young-worker"}, set()),
        ({"insured": "yes"}, {"accident-insurance-update"}, {"accident-insurance", "pension"}),
    ],
)
def test_answers_choose_the_steps(client, path, answers, has, has_not):
    keys = set(shown(client, path, **answers))
    assert has <= keys
    assert not has_not & keys


def test_every_starter_step_is_reached_by_some_answers(client, path):
    reached = {
        key
        for way in ("pay", "subsidy", "apprentice", "trial")
        for insured in ("yes", "no")
        for key in shown(client, path, way=way, insured=insured, minor="yes")
    }
    assert reached == {block.value["key"] for block in path.steps}


def test_what_is_typed_wrongly_is_kept_and_explained(client, path):
    response = client.get(path.url, ANSWERS | {"start": "<b>31.2.", "payday": "99"})
    soup = soup_of(client, response.wsgi_request.get_full_path())
    assert soup.find("input", {"name": "start"})["value"] == "<b>31.2."
    assert soup.find("input", {"name": "payday"})["aria-invalid"] == "true"
    errors = soup.select(".note--err a")
    assert len(errors) == 2
    assert all(soup.select_one(link["href"]) for link in errors)


@pytest.mark.parametrize("text", ["\x00", "\u202e", "ä" * 10_000, "١", "NaN", "1e9999", "' OR 1=1"])
@pytest.mark.parametrize("name", ["first", "start", "payday", "key", "format"])
def test_hostile_values_are_answered_with_the_page(client, path, name, text):
    assert client.get(path.url, ANSWERS | {name: text}).status_code == 200


def test_repeated_parameters_are_answered(client, path):
    assert client.get(f"{path.url}?start=1.1.2027&start=x&way=pay&way=trial").status_code == 200


def calendar(client: Client, path: PathPage, **answers) -> icalendar.Calendar:
    response = client.get(path.url, ANSWERS | answers | {"format": "ics"})
    assert response["Content-Type"] == "text/calendar"
    return icalendar.Calendar.from_ical(response.content)


def test_the_calendar_has_each_date_once(client, path):
    events = calendar(client, path).walk("VEVENT")
    uids = [str(event["uid"]) for event in events]
    assert len(set(uids)) == len(uids)
    assert sum("-pay-slip-" in uid for uid in uids) == MOST_PAYDAYS
    assert all("http" in str(event["description"]) for event in events)


def test_another_start_day_moves_the_same_entries(client, path):
    key = client.get(path.url, ANSWERS).context["form"].key
    before = {str(e["uid"]): e["dtstart"].dt for e in calendar(client, path, key=key).walk("VEVENT")}
    later = format_day(START + datetime.timedelta(days=35))
    after = {
        str(e["uid"]): e["dtstart"].dt for e in calendar(client, path, key=key, start=later).walk("VEVENT")
    }
    assert before.keys() == after.keys()
    assert all(before[uid] < after[uid] for uid in before)


def test_a_calendar_of_unreadable_answers_is_the_page_that_says_so(client, path):
    response = client.get(path.url, ANSWERS | {"start": "x", "format": "ics"})
    assert response["Content-Type"].startswith("text/html")
    assert response.context["form"].errors


def test_dates_towards_the_authority_are_working_days(client, path):
    events = calendar(client, path).walk("VEVENT")
    days = [e["dtstart"].dt for e in events if "incomes-register" in e["uid"] or "tax-payment" in e["uid"]]
    assert len(days) == 2 * MOST_PAYDAYS
    assert all(is_working_day(day) for day in days)


def test_a_fact_that_is_not_published_leaves_a_plain_message(client, path):
    Fact.objects.get(key="incomes-register-days").unpublish()
    context = client.get(path.url, ANSWERS).context
    step = next(s for part in context["parts"] for s in part.steps if s.value["key"] == "incomes-register")
    assert step.dates == []
    assert "viranomaiselta" in step.by_when


def test_page_keeps_one_copy_and_sets_no_cookie(client, path):
    response = client.get(path.url, ANSWERS)
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert response["Vary"] == "Accept-Encoding"


def test_index_leads_to_the_path(client, path):
    soup = soup_of(client, path.get_parent().url)
    assert soup.find("a", href=path.url)


def test_starter_steps_can_be_saved_by_an_editor(path):
    path.steps.stream_block.clean(path.steps)


@pytest.mark.parametrize(
    ("key", "field", "value", "problem"),
    [
        ("budget", "after", "budget", Problem.CIRCLE),
        ("budget", "after", "nowhere", Problem.UNKNOWN),
        ("budget", "key", "board-decision", Problem.SAME_KEY),
        ("job-description", "after", "board-decision", Problem.CIRCLE),
        ("contract", "after", "pay-slip", Problem.LATER),
        ("subsidy-payment", "after", "work-trial", Problem.UNREACHABLE),
        ("incomes-register", "fact", None, Problem.NO_FACT),
        ("contract", "rule", "next_month", Problem.NO_FACT),
        ("incomes-register", "rule", "next_month", Problem.WRONG_UNIT),
        ("incomes-register", "rule", "payday", Problem.NEEDLESS_FACT),
    ],
)
def test_steps_that_make_no_path_are_refused_beside_the_step(path, key, field, value, problem):
    number = next(n for n, block in enumerate(path.steps) if block.value["key"] == key)
    path.steps[number].value[field] = value
    with pytest.raises(StreamBlockValidationError) as refused:
        path.steps.stream_block.clean(path.steps)
    messages = [
        str(message)
        for error in refused.value.block_errors.values()
        for one in error.block_errors.values()
        for message in (one.messages if isinstance(one, ValidationError) else [])
    ]
    expected = str(PROBLEMS[problem]).partition("%")[0]
    assert any(message.startswith(expected) for message in messages)


def saved(editor_client: Client, path: PathPage, **changes: str):
    """The answer to an editor who saves the page's own form with some fields changed."""
    url = reverse("wagtailadmin_pages:edit", args=[path.pk])
    sent = sent_by(editor_client.get(url).content.decode()) | streams_of(path)
    return editor_client.post(url, sent | {name: [value] for name, value in changes.items()})


def test_an_editor_saves_the_steps(path, editor_client):
    revision = path.latest_revision_id
    assert saved(editor_client, path).status_code == 302
    path.refresh_from_db()
    assert path.latest_revision_id != revision


def test_an_editor_hears_of_a_circle_and_nothing_is_saved(path, editor_client):
    revision = path.latest_revision_id
    number = next(n for n, block in enumerate(path.steps) if block.value["key"] == "budget")
    response = saved(editor_client, path, **{f"steps-{number}-value-after": "budget"})
    assert response.status_code == 200
    assert json.dumps("kiertävät kehää")[1:-1] in response.content.decode(), "the form is drawn from JSON"
    path.refresh_from_db()
    assert path.latest_revision_id == revision


def test_step_leads_to_its_guide_and_to_its_paper(client, path):
    soup = soup_of(client, path.url)
    contract = next(li for li in soup.select("ol.steps > li") if "työsopimus" in text_of(li.h4).lower())
    pages = [link["href"] for link in contract.select("ul.links a")]
    guide, paper = GuidePage.objects.get(slug="tyosopimus"), PaperPage.objects.get(slug="tyosopimuksen-pohja")
    assert pages == [guide.url, paper.url]


def test_link_to_the_other_language_takes_the_answers_along(client, path):
    soup = soup_of(client, f"{path.url}?{urlencode(ANSWERS)}")
    swedish = soup_of(client, soup.select_one(".top a[hreflang=sv]")["href"])
    assert swedish.select_one("input[name=start]")["value"] == ANSWERS["start"]
