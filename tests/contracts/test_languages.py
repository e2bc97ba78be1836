"""What readers of each language get of every page type: translated, untranslated, draft, private, copied."""

import re
from html import unescape

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale, Page, ReferenceIndex

from hub.checks import page_types
from hub.seo.head import alternates_of
from tests.support.pages import make_private, one_of, part, seen, soup_of, text_of, translation_of

pytestmark = pytest.mark.django_db

LANGUAGES = {"fi": "sv", "sv": "fi"}
SECRET = "Kvyxlö"
"""A word that stands nowhere else on the site."""

BELOW_HOME = [model for model in page_types() if model.allowed_parent_page_models() != [Page]]

each_type = pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
each_type_below_home = pytest.mark.parametrize("model", BELOW_HOME, ids=lambda model: model.__name__)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def search_url(language: str, query: str) -> str:
    with override(language):
        return f"{reverse('search')}?q={query}"


def lists_around(page: Page) -> list[str]:
    """Addresses of pages that could show `page`: above it, beside it, linking to it, front pages, the search."""
    linking = ReferenceIndex.get_references_to(page).filter(base_content_type__model="page")[:3]
    around = [
        *page.get_ancestors().filter(depth__gt=1),
        *page.get_siblings(inclusive=False)[:1],
        *Page.objects.filter(pk__in=[reference.object_id for reference in linking]),
    ]
    urls = {relative.url for relative in around} | {
        "/fi/",
        "/sv/",
        search_url(page.locale.language_code, SECRET),
    }
    return sorted(url for url in urls if not url.startswith(page.url))


def where_it_shows(client, page: Page) -> list[str]:
    """Those of the lists around a page that name it or link to it."""
    found = []
    for url in lists_around(page):
        response = client.get(url)
        html = response.content.decode().replace("\u00ad", "")
        if response.status_code == 200 and (links_to(page, html) or page.title in unescape(html)):
            found.append(url)
    return found


def links_to(page: Page, html: str) -> bool:
    """Whether there is a link to the page itself, not to one below it."""
    return re.search(rf'href="{page.url}["?#]', html) is not None


def rename(page: Page) -> None:
    """Give the page a title that nothing else has."""
    page.title = f"{SECRET} {page.title}"
    page.save()


@each_type
@each_language
def test_page_speaks_its_language(model, language):
    page = one_of(model, language)
    soup = seen(model, language)
    assert soup.html["lang"] == language
    assert page.title in text_of(soup.h1)
    assert len(soup.find_all("h1")) == 1


@each_type
@each_language
def test_page_has_its_own_address_as_canonical_and_one_alternate_for_each_language(model, language):
    page = one_of(model, language)
    soup = seen(model, language)
    assert [link["href"] for link in soup.select("link[rel=canonical]")] == [page.full_url]
    alternates = {link["hreflang"]: link["href"] for link in soup.select("link[hreflang]")}
    finnish = page if language == "fi" else translation_of(page, "fi")
    assert alternates == {
        language: page.full_url,
        LANGUAGES[language]: translation_of(page, LANGUAGES[language]).full_url,
        "x-default": finnish.full_url,
    }


@each_type
@each_language
def test_language_link_leads_to_the_same_page_in_the_other_language(model, language):
    page = one_of(model, language)
    other = translation_of(page, LANGUAGES[language])
    links = seen(model, language).select(f"header a[hreflang={LANGUAGES[language]}]")
    assert [link["href"] for link in links] == [other.url]


@each_type_below_home
@each_language
def test_untranslated_page_is_not_found_and_names_the_language_it_exists_in(client, model, language):
    page = one_of(model, language)
    part(translation_of(page, LANGUAGES[language]))
    asked = page.url.replace(f"/{language}/", f"/{LANGUAGES[language]}/", 1)
    soup = soup_of(client, asked, status=404)
    assert soup.html["lang"] == LANGUAGES[language]
    link = soup.main.find("a", href=page.url)
    assert page.title in text_of(link)
    assert soup.main.find(lang=language)


@each_type
@each_language
def test_page_whose_translation_is_a_draft_is_not_found_and_names_the_language_it_exists_in(
    client, model, language
):
    page = one_of(model, language)
    draft = translation_of(page, LANGUAGES[language])
    draft_url = draft.url
    draft.unpublish()
    soup = soup_of(client, draft_url, status=404)
    assert soup.html["lang"] == LANGUAGES[language]
    assert soup.main.find("a", href=page.url)
    assert page.lead not in text_of(soup)


@each_type
def test_page_whose_translation_is_a_draft_offers_the_other_front_page_and_no_alternates(client, model):
    page = one_of(model, "fi")
    translation_of(page, "sv").unpublish()
    soup = soup_of(client, page.url)
    (link,) = soup.select("header a[hreflang=sv]")
    assert link["href"] == "/sv/"
    assert soup.select("link[hreflang]") == []


@each_type_below_home
def test_draft_shows_in_no_list_menu_or_search(client, model):
    page = one_of(model, "fi")
    rename(page)
    assert client.get(search_url("fi", SECRET)).context["count"] == 1
    page.unpublish()
    assert where_it_shows(client, page) == []


@each_type_below_home
@each_language
def test_private_page_shows_in_no_list_menu_or_search(client, model, language):
    page = one_of(model, language)
    rename(page)
    make_private(page)
    assert where_it_shows(client, page) == []


@each_type
@each_language
def test_private_page_asks_for_a_login_and_says_nothing(client, model, language):
    page = one_of(model, language)
    make_private(page)
    response = client.get(page.url)
    assert response.status_code == 302
    assert page.title.encode() not in response.content


@each_type_below_home
def test_private_page_is_not_in_the_switcher_or_the_alternates_of_its_translation(client, model):
    page = one_of(model, "fi")
    other = translation_of(page, "sv")
    make_private(page)
    html = client.get(other.url).content.decode()
    assert page.url not in html.replace(f'href="{other.url}"', "")


@each_type_below_home
def test_private_page_is_not_named_by_the_not_found_page(client, model):
    page = one_of(model, "fi")
    rename(page)
    make_private(page)
    part(translation_of(page, "sv"))
    asked = page.url.replace("/fi/", "/sv/", 1)
    response = client.get(asked)
    assert response.status_code == 404
    assert SECRET not in response.content.decode()


@pytest.fixture
def alias_of(db):
    """Makes an alias of a page in the other language, in place of its translation."""

    def make(page: Page) -> Page:
        locale = Locale.objects.get(language_code=LANGUAGES[page.locale.language_code])
        part(page.get_translation(locale))
        rename(page)
        return page.copy_for_translation(locale, alias=True)

    return make


@each_type_below_home
def test_alias_is_no_translation(client, model, alias_of):
    page = one_of(model, "fi")
    alias = alias_of(page)
    assert alias.live
    soup = soup_of(client, page.url)
    (link,) = soup.select("header a[hreflang=sv]")
    assert link["href"] == "/sv/"
    assert soup.select("link[hreflang]") == []
    assert alternates_of(page, {"fi": page}) == []


@each_type_below_home
def test_alias_shows_in_no_list_menu_or_search(client, model, alias_of):
    alias = alias_of(one_of(model, "fi"))
    lists = lists_around(alias)
    assert [url for url in lists if links_to(alias, client.get(url).content.decode())] == []
    cache.clear()  # A kept page has no context.
    assert client.get(search_url("sv", SECRET)).context["count"] == 0


@each_type_below_home
@each_language
def test_alias_of_another_language_shows_nothing_of_its_source_under_this_language(
    client, model, language, alias_of
):
    page = one_of(model, language)
    alias = alias_of(page)
    soup = soup_of(client, alias.url, status=404)
    assert page.lead not in text_of(soup)
    assert soup.main.find("a", href=page.url)
