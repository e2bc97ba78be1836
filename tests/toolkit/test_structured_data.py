"""What search engines read of a guide."""

import pytest

from tests.support.data_blocks import data_of
from tests.support.pages import soup_of, translation_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_guide_is_instructions_in_steps(client, guide, language):
    page = guide if language == "fi" else translation_of(guide, language)
    soup = soup_of(client, page.url)
    how_to = data_of(soup)["HowTo"]
    assert (how_to["name"], how_to["inLanguage"]) == (page.title, language)
    assert [step["name"] for step in how_to["step"]] == [step.value["title"] for step in page.steps]
    assert [need["name"] for need in how_to["supply"]] == [need.value["text"] for need in page.needs]
    for step in how_to["step"]:
        assert step["text"]
        assert "<" not in step["text"]
        address, _, anchor = step["url"].partition("#")
        assert address == page.full_url
        assert soup.find(id=anchor)


def test_guide_that_needs_nothing_says_nothing_of_it(client, guide):
    guide.needs = []
    guide.save()
    assert "supply" not in data_of(soup_of(client, guide.url))["HowTo"]
