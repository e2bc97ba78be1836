"""Menus, languages and breadcrumbs around a page."""

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from home.models import HomePage
from hub.chrome import Chrome, chrome_of
from hub.models import Menu, SiteText
from tests.support.pages import make_private, soup_of, translation_of

pytestmark = pytest.mark.django_db


def chrome(page, language: str = "fi") -> Chrome:
    with override(language):
        return chrome_of(RequestFactory().get(page.url), page)


def add_to_main_menu(language: str = "fi", **link) -> None:
    menu = Menu.objects.get(kind=Menu.Kind.MAIN, locale__language_code=language)
    menu.items.append(("item", {"text": "Lisätty", "page": None, "url": "", **link}))
    menu.save()


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("fi", ["Työkalut", "Infot", "Skenaariot", "Yhteystiedot"]),
        ("sv", ["Verktyg", "Infoträffar", "Scenarier", "Kontakt"]),
    ],
)
def test_main_menu_is_in_the_readers_language(home_fi, language, texts):
    page = home_fi if language == "fi" else translation_of(home_fi, "sv")
    menu = chrome(page, language).main_menu
    assert [link.text for link in menu] == texts
    assert all(link.url.startswith(f"/{language}/") for link in menu)


def test_menu_marks_the_part_that_the_reader_is_in(guide):
    assert [link.text for link in chrome(guide).main_menu if link.is_current] == ["Työkalut"]


def test_nothing_is_marked_on_the_front_page(home_fi):
    assert not any(link.is_current for link in chrome(home_fi).main_menu)


def test_menu_leaves_out_a_page_that_nobody_may_read(home_fi, guide):
    index = guide.get_parent().get_parent()
    make_private(index)
    make_private(translation_of(index, "sv"))
    assert "Työkalut" not in [link.text for link in chrome(home_fi).main_menu]


def test_menu_leaves_out_a_page_that_has_been_deleted(home_fi, scenario):
    add_to_main_menu(page=scenario)
    assert "Lisätty" in [link.text for link in chrome(home_fi).main_menu]
    scenario.delete()
    assert "Lisätty" not in [link.text for link in chrome(home_fi).main_menu]


def test_menu_may_lead_elsewhere(home_fi):
    add_to_main_menu(url="https://muualla.example/")
    link = chrome(home_fi).main_menu[-1]
    assert (link.text, link.url, link.is_current) == ("Lisätty", "https://muualla.example/", False)


def test_footer_menus_come_in_their_fixed_order(home_fi):
    assert [menu.title for menu in chrome(home_fi).footer_menus] == ["Pakissa", "Tästä palvelusta"]


def test_texts_of_the_site_are_in_the_readers_language(home_sv):
    assert chrome(home_sv, "sv").site_text.hours == "Vardagar kl. 9–15"


def test_each_language_is_named_in_itself(guide):
    assert [(language.code, language.name) for language in chrome(guide).languages] == [
        ("fi", "Suomi"),
        ("sv", "Svenska"),
    ]


def test_language_link_says_so_when_it_leads_to_the_front_page_only(guide):
    translation_of(guide, "sv").delete()
    swedish = chrome(guide).languages[1]
    assert swedish.url == "/sv/"
    assert not swedish.is_translated
    guide_link = swedish.switch
    assert guide_link != chrome(guide.get_parent()).languages[1].switch


def test_breadcrumbs_lead_from_the_front_page_to_the_page_itself(guide):
    crumbs = chrome(guide).breadcrumbs
    assert [crumb.url for crumb in crumbs] == [
        "/fi/",
        "/fi/tyokalut/",
        "/fi/tyokalut/palkanmaksu-ja-ilmoitukset/",
        "",
    ]
    assert crumbs[-1].title == guide.title


def test_breadcrumbs_leave_out_a_draft(guide):
    guide.get_parent().unpublish()
    assert [crumb.url for crumb in chrome(guide).breadcrumbs] == ["/fi/", "/fi/tyokalut/", ""]


def test_front_page_has_no_breadcrumbs(home_fi):
    assert chrome(home_fi).breadcrumbs == []


def test_page_is_shown_when_nobody_has_written_menus_and_texts(client, guide):
    Menu.objects.all().delete()
    SiteText.objects.all().delete()
    assert soup_of(client, guide.url).h1


def test_menu_link_to_a_page_outside_the_site_is_left_out(client, home_fi):
    outside = HomePage(title="Toinen", slug="toinen", lead="Toinen sivusto", locale=home_fi.locale)
    home_fi.get_parent().add_child(instance=outside)
    menu = Menu.objects.get(kind=Menu.Kind.MAIN, locale=home_fi.locale)
    menu.items.append(("item", {"text": "Muualle", "page": outside, "url": ""}))
    menu.save()
    page = soup_of(client, "/fi/")
    assert page.find("nav", id="menu").find("a")
    assert "Muualle" not in page.text


@pytest.mark.parametrize("model", [Menu, SiteText])
def test_draft_snippet_is_left_out_of_its_language_only(client, home_fi, home_sv, model):
    for snippet in model.objects.filter(locale=home_sv.locale):
        snippet.unpublish()
    swedish = chrome(home_sv, "sv")
    if model is Menu:
        assert swedish.main_menu == swedish.footer_menus == []
    else:
        assert swedish.site_text is None
    assert chrome(home_fi).main_menu
    assert chrome(home_fi).site_text
    for page in home_sv.get_descendants(inclusive=True).live():
        assert soup_of(client, page.url).h1
    assert soup_of(client, "/sv/ingenstans/", status=404).h1


def test_language_link_of_a_search_asks_for_the_same(client, db):
    link = soup_of(client, "/fi/haku/?q=työ").select_one("header a[hreflang=sv]")
    assert link["href"] == "/sv/sok/?q=ty%C3%B6"
