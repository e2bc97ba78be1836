"""Facts in rich text and in blocks: what readers get, what the editor keeps, what translators may move."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.translation import override
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import ReferenceIndex
from wagtail.rich_text import expand_db_html
from wagtail_localize.strings import StringValue

from hub.blocks.facts import FactTextBlock
from hub.models import Fact
from tests.support.facts import fact_value, make_fact

pytestmark = pytest.mark.django_db


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def chip(fact: Fact, language: str = "fi") -> str:
    with override(language):
        return expand_db_html(f'<p>Enintään <a linktype="fact" id="{fact.pk}">lähde</a>.</p>')


def test_chip_shows_value_year_and_source():
    fact = make_fact("maksu", fact_value("2020", valid_until=datetime.date(2099, 12, 31)), unit="eur_month")
    html = parsed(chip(fact))
    assert html.get_text().replace("\u00a0", " ") == "Enintään 2 020 € kuukaudessa (2026–2099) lähde."
    link = html.find("a")
    assert (link["href"], link["title"]) == (
        "https://maksut.example/",
        "Lähde: Maksujen virasto: Maksut",
    )


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"status": "to_check"}, "tarkistettava"),
        ({"status": "proposed"}, "tarkistettava"),
        ({"valid_until": datetime.date(2026, 1, 31)}, "ei enää voimassa"),
        ({}, ""),
    ],
)
def test_chip_says_how_sure_the_value_is(fields, word):
    doubt = parsed(chip(make_fact("maksu", fact_value(**fields)))).select_one(".fact-d")
    assert (doubt.get_text() if doubt else "") == word


def test_chip_of_what_nobody_published_leaves_the_sentence():
    fact = make_fact("maksu")
    fact.unpublish()
    assert chip(fact) == "<p>Enintään <a>lähde</a>.</p>"


def test_chip_of_a_source_without_address_leads_nowhere():
    fact = make_fact("maksu", fact_value(source_url=""))
    assert not parsed(chip(fact)).find("a").has_attr("href")


def test_chip_survives_the_editor():
    fact = make_fact("maksu")
    stored = f'<p>Enintään <a id="{fact.pk}" linktype="fact">lähde</a>.</p>'
    converter = ContentstateConverter(features=["fact"])
    content = converter.from_database_format(stored)
    (entity,) = json.loads(content)["entityMap"].values()
    assert entity["type"] == "FACT"
    assert "maksu" in entity["data"]["label"]
    kept = parsed(converter.to_database_format(content)).find("a")
    assert (kept["linktype"], kept["id"], kept.get_text()) == ("fact", str(fact.pk), "lähde")


def test_translator_may_move_a_chip_within_the_sentence():
    string, attributes = StringValue.from_source_html('Enintään <a linktype="fact" id="5">lähde</a> saa.')
    moved = StringValue(string.data.replace("Enintään ", "").replace(" saa.", " högst."))
    html = parsed(moved.render_html(attributes))
    assert html.find("a").attrs == {"linktype": "fact", "id": "5"}


def test_page_knows_the_facts_of_its_texts(guide):
    fact = make_fact("maksu")
    step = guide.steps[0]
    step.value["todo"].source += f'<p><a linktype="fact" id="{fact.pk}">lähde</a></p>'
    guide.save_revision().publish()
    (reference,) = ReferenceIndex.get_references_to(fact)
    assert int(reference.object_id) == guide.pk


def test_line_with_an_unknown_key_is_refused():
    make_fact("maksu")
    assert FactTextBlock().clean("Maksu on {maksu}.") == "Maksu on {maksu}."
    with pytest.raises(ValidationError, match="ei-ole"):
        FactTextBlock().clean("Maksu on {ei-ole}.")
