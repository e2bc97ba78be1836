"""What search engines read of pages."""

import json

import pytest
from django.utils.dateparse import parse_datetime

from hub.checks import page_types
from hub.seo.structured_data import as_json_ld, filled
from hub.seo.text import plain_text
from tests.support.data_blocks import data_of
from tests.support.facts import fact_value, make_fact
from tests.support.pages import one_of, soup_of


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--", "]]>", "&amp;", "\u2028\u2029", '"\\']
)
def test_no_text_ends_the_script_element(text):
    written = as_json_ld([{"name": text}])
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written)["@graph"] == [{"name": text}]


def test_what_is_empty_is_left_out():
    assert filled({"a": "", "b": None, "c": [], "d": {}, "e": 0, "f": False}) == {"e": 0, "f": False}


@pytest.mark.django_db
@pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_page_says_where_it_stands(client, model, language):
    page = one_of(model, language)
    data = data_of(soup_of(client, page.url))
    if page.depth == 2:
        assert data["WebSite"]["url"] == page.full_url
        assert data["WebSite"]["inLanguage"] == language
        return
    steps = data["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0]["item"] == f"http://localhost/{language}/"
    assert (steps[-1]["name"], steps[-1]["item"]) == (page.title, page.full_url)


@pytest.mark.django_db
def test_front_page_presents_the_organization(client, home_sv):
    organization = data_of(soup_of(client, home_sv.url))["Organization"]
    assert organization["name"] == "Pakki"
    assert organization["email"] == "radgivning@pakki.example"
    assert organization["telephone"] == "+358401234567"


@pytest.mark.django_db
def test_search_of_the_site_is_in_its_language(client, home_sv):
    action = data_of(soup_of(client, home_sv.url))["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == "http://localhost/sv/sok/?q={search_term_string}"


@pytest.mark.django_db
def test_scenario_is_an_article(client, scenario):
    article = data_of(soup_of(client, scenario.url))["Article"]
    assert article["headline"] == scenario.title
    assert article["description"] == scenario.search_description or scenario.lead
    assert article["inLanguage"] == "fi"
    assert parse_datetime(article["dateModified"]) == scenario.last_published_at
    assert article["image"].startswith("http://localhost/")
    assert article["author"]["name"] == article["publisher"]["name"] == "Pakki"


@pytest.mark.django_db
def test_number_of_a_fact_is_in_the_plain_text():
    fact = make_fact("maksu", fact_value("2020"), unit="eur_month")
    text = plain_text(f'<p>Enintään <a linktype="fact" id="{fact.pk}">lähde</a>.</p>')
    assert text.replace("\u00a0", " ").startswith("Enintään 2 020 € kuukaudessa")
