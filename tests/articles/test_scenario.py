"""Scenarios: their order, their parties, and what a page of one shows."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from articles.blocks import ConsequenceBlock
from articles.models import ScenarioIndexPage, ScenarioPage
from tests.support.pages import make_private, soup_of, spaced, text_of


def test_party_is_named_in_the_readers_language():
    value = ConsequenceBlock().get_preview_value()
    with override("fi"):
        finnish = value.party
    with override("sv"):
        assert value.party != finnish


@pytest.mark.parametrize(
    ("field", "value"), [("number", 0), ("horizon", 2024), ("horizon", 2101), ("balance", 6)]
)
def test_number_out_of_bounds_is_refused(field, value):
    with pytest.raises(ValidationError):
        ScenarioPage._meta.get_field(field).clean(value, None)


@pytest.mark.django_db
def test_scenarios_are_listed_by_number(client, scenario):
    scenario.number = 9
    scenario.save()
    index = ScenarioIndexPage.objects.get(locale__language_code="fi")
    assert [page.number for page in client.get(index.url).context["scenarios"]] == [2, 3, 9]


@pytest.mark.django_db
def test_page_leads_to_the_other_scenarios(client, scenario):
    others = list(client.get(scenario.url).context["others"])
    assert [other.number for other in others] == [2, 3]
    make_private(others[0])
    assert list(client.get(scenario.url).context["others"]) == others[1:]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["drivers", "roles", "opportunities", "threats", "consequences", "signs", "questions"]
)
def test_page_shows_everything_that_the_editor_wrote(client, scenario, name):
    shown = text_of(soup_of(client, scenario.url).main)
    texts = [
        text for block in getattr(scenario, name) for key, text in block.value.items() if key != "for_whom"
    ]
    assert texts
    assert [text for text in texts if spaced(text) not in shown] == []


@pytest.mark.django_db
def test_page_shows_its_claim_and_the_year_that_it_describes(client, scenario):
    shown = text_of(soup_of(client, scenario.url).main)
    assert scenario.claim in shown
    assert str(scenario.horizon) in shown


def test_party_without_a_consequence_is_left_out(client, scenario):
    assert len(scenario.consequences_by_party) > 1
    scenario.consequences = [("consequence", {"for_whom": "jobseeker", "text": "Ohjaaja on lähellä."})]
    scenario.save_revision().publish()
    sections = soup_of(client, scenario.url).select("section.whom")
    assert [section["aria-labelledby"] for section in sections] == ["for-jobseeker"]
