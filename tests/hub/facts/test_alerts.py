"""What readers and editors are told when a number of a page has changed."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.facts.records import published_facts
from hub.models import Fact
from hub.reports.dashboard import editor_tasks
from tests.support.facts import fact_value, make_fact
from tests.support.pages import soup_of, text_of, translation_of
from tests.support.users import ADMINISTRATOR
from toolkit.models import GuidePage

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YESTERDAY = TODAY - datetime.timedelta(days=1)


@pytest.fixture
def guide_with(guide):
    """Puts a fact into the guide, which was checked two days ago."""

    def put(*values) -> None:
        fact = make_fact("maksu", *values)
        guide.steps[0].value["todo"].source += f'<p><a linktype="fact" id="{fact.pk}">lähde</a></p>'
        guide.reviewed_on = YESTERDAY - datetime.timedelta(days=1)
        guide.save_revision().publish()

    return put


EXPIRED = [fact_value("1", valid_until=YESTERDAY)]
REPLACED = [fact_value("1", valid_until=YESTERDAY), fact_value("2", TODAY)]
UNCHECKED = [fact_value("1", check_by=YESTERDAY)]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (EXPIRED, ["1 %", "oli voimassa"]),
        (REPLACED, ["aiemmin 1 %", "2 %"]),
        (UNCHECKED, ["1 %", "piti tarkistaa"]),
    ],
)
def test_reader_is_told_before_the_first_step(client, guide, guide_with, values, said):
    guide_with(*values)
    soup = soup_of(client, guide.url)
    note = soup.main.select_one("section[aria-labelledby=numbers]")
    text = text_of(note)
    assert [word for word in ["Kokeilumaksu", *said] if word not in text] == []
    order = [
        tag for tag in soup.main.find_all(["section", "ol"]) if tag is note or "steps" in tag.get("class", [])
    ]
    assert order[0] is note


def test_reader_is_told_in_swedish_too(client, guide, guide_with):
    guide_with(*EXPIRED)
    swedish = translation_of(guide, "sv")
    swedish.steps[0].value[
        "todo"
    ].source += f'<p><a linktype="fact" id="{Fact.objects.get(key="maksu").pk}">källa</a></p>'
    swedish.save_revision().publish()
    assert "Försöksavgift: 1 % gällde till" in text_of(soup_of(client, swedish.url).main)


def test_page_without_such_numbers_says_nothing(client, guide, guide_with):
    guide_with(fact_value())
    assert soup_of(client, guide.url).main.select("section[aria-labelledby=numbers]") == []


@pytest.mark.parametrize("values", [EXPIRED, REPLACED, UNCHECKED])
def test_page_stands_in_the_editors_queue_until_it_is_checked(guide, guide_with, values):
    guide_with(*values)
    (task,) = [task for task in editor_tasks(ADMINISTRATOR) if task.about.pk == guide.pk and task.is_urgent]
    assert guide.title in task.text
    assert "1\u00a0%" in task.text


def test_expired_value_itself_stands_in_the_queue():
    fact = make_fact("maksu", *EXPIRED)
    assert [task.about for task in editor_tasks(ADMINISTRATOR) if task.text.startswith("Kokeilumaksu")] == [
        fact
    ]


def test_facts_are_read_once_for_the_whole_queue(guide_with):
    guide_with(*EXPIRED)
    with CaptureQueriesContext(connection) as asked:
        assert editor_tasks(ADMINISTRATOR)
    values = [query["sql"] for query in asked if 'FROM "hub_factvalue"' in query["sql"]]
    assert len(values) == 1


def test_at_new_year_every_number_of_2026_is_flagged():
    """Time travel: on the first day of 2027 no value of the starter content passes for one that holds."""
    new_year = datetime.date(2027, 1, 1)
    facts = published_facts()
    numbers = [key for key in sorted(facts.keys()) if facts.on(key, new_year).amount is not None]
    ids = [facts.on(key, new_year).fact_id for key in numbers]
    told = {alert.figure.key for alert in facts.alerts(ids, new_year, new_year)}
    assert len(numbers) > 60
    assert set(numbers) - told == set()


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_at_new_year_every_page_with_a_number_says_so(client, guides_of, language, monkeypatch):
    new_year = datetime.date(2027, 1, 1)
    monkeypatch.setattr(timezone, "localdate", lambda value=None: new_year)
    for page in guides_of(language):
        note = soup_of(client, page.url).main.select_one("section[aria-labelledby=numbers]")
        assert note, page


@pytest.fixture
def guides_of(db):
    """The guides of a language that name numbers."""

    def find(language: str) -> list[GuidePage]:
        guides = GuidePage.objects.live().filter(locale__language_code=language)
        named = [guide for guide in guides if any(step.value["facts"] for step in guide.steps)]
        assert len(named) > 5
        return named

    return find
