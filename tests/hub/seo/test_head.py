"""Title, description, addresses and pictures in the head of a page."""

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import Image

from events.models import EventIndexPage
from home.models import HomePage
from hub.l10n.pages import translations_of
from hub.seo.head import Surroundings, alternates_of, head_of
from hub.seo.sharing import DRAWN, picture_of
from tests.support.data_blocks import data_of
from tests.support.pages import soup_of, translation_of

pytestmark = pytest.mark.django_db


def head(page, query=None):
    return head_of(page, Surroundings(translations_of(page), [], None, query or {}))


def properties(soup) -> dict[str, list[str]]:
    """The Open Graph properties of a page."""
    found: dict[str, list[str]] = {}
    for tag in soup.select("meta[property^='og:']"):
        found.setdefault(tag["property"], []).append(tag["content"])
    return found


def test_title_for_search_engines_comes_first(guide):
    assert head(guide).title == guide.title
    guide.seo_title = "Palkka ensi kertaa"
    assert head(guide).title == "Palkka ensi kertaa"


def test_lead_stands_in_for_a_missing_description(guide):
    assert head(guide).description == guide.search_description
    guide.search_description = ""
    assert head(guide).description == guide.lead


def test_default_language_is_the_one_for_everybody_else(guide):
    swedish = translation_of(guide, "sv")
    assert [(alternate.hreflang, alternate.url) for alternate in head(swedish).alternates] == [
        ("fi", guide.full_url),
        ("sv", swedish.full_url),
        ("x-default", guide.full_url),
    ]


def test_page_of_one_language_has_no_alternates(guide):
    assert alternates_of(guide, {"fi": guide}) == []


def test_quotation_marks_in_a_description_do_not_break_the_head(client, guide):
    guide.search_description = '"><script>alert(1)</script>'
    guide.title = "</title></script><script>alert(2)</script>]]>"
    guide.save()
    soup = soup_of(client, guide.url)
    assert [s for s in soup.select("script:not([type='application/ld+json'])") if "alert" in s.text] == []
    assert soup.select_one("meta[name=description]")["content"] == guide.search_description
    assert properties(soup)["og:title"] == [guide.title]
    assert data_of(soup)["HowTo"]["name"] == guide.title


def test_title_of_the_window_names_the_page_first_and_then_the_site(client, guide):
    assert soup_of(client, guide.url).title.text == f"{guide.title} – Pakki"


@pytest.fixture
def long_index(session, monkeypatch) -> EventIndexPage:
    """The Finnish session index, whose recordings fill more than three pages: one on each."""
    monkeypatch.setattr(EventIndexPage, "RECORDINGS_PER_PAGE", 1)
    for number in range(3):
        session.copy(update_attrs={"slug": f"{session.slug}-{number}"}, copy_revisions=False)
    return EventIndexPage.objects.get(locale__language_code="fi")


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("?utm_source=uutiskirje", ""),
        ("?page=1", ""),
        ("?page=2", "?page=2"),
        ("?page=02", "?page=2"),
        ("?x=1&page=3&page=2", "?page=2"),
        ("?page=٢", "?page=2"),
        ("?theme=0&page=2", "?page=2"),
        ("?theme={theme}", "?theme={theme}"),
        ("?page=2&theme={theme}", "?theme={theme}&page=2"),
    ],
)
def test_canonical_address_keeps_only_what_chooses_the_content(client, long_index, session, query, canonical):
    """B47, B50: one address for one content."""
    query, canonical = (text.format(theme=session.theme_id) for text in (query, canonical))
    soup = soup_of(client, f"{long_index.url}{query}")
    assert soup.select_one("link[rel=canonical]")["href"] == f"{long_index.full_url}{canonical}"
    assert properties(soup)["og:url"] == [f"{long_index.full_url}{canonical}"]


@pytest.mark.parametrize("page", ["0", "-1", "9", "999999", "9" * 30, "1e3", "NaN", "[]", "x"])
def test_page_of_a_list_that_does_not_exist_is_not_found(client, long_index, page):
    """B47: beyond the last page is no empty page."""
    assert client.get(f"{long_index.url}?page={page}").status_code == 404


def test_part_of_a_list_has_no_counterpart_in_the_other_language(client, long_index):
    assert soup_of(client, long_index.url).select("link[hreflang]")
    assert soup_of(client, f"{long_index.url}?page=2").select("link[hreflang]") == []


def test_moment_of_a_recording_is_the_same_page(client, session):
    soup = soup_of(client, f"{session.url}?t=40")
    assert soup.select_one("link[rel=canonical]")["href"] == session.full_url


def test_request_cannot_change_the_addresses(client, guide):
    """B51: hosts that a request claims."""
    hosts = {"host": "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}
    assert "evil.example" not in client.get(guide.url, headers=hosts).content.decode()


@pytest.mark.parametrize(
    ("language", "locale", "other"), [("fi", "fi_FI", "sv_FI"), ("sv", "sv_FI", "fi_FI")]
)
def test_shared_link_says_what_the_page_is(client, guide, language, locale, other):
    page = guide if language == "fi" else translation_of(guide, language)
    shared = properties(soup_of(client, page.url))
    assert shared["og:title"] == [page.title]
    assert shared["og:description"] == [page.search_description]
    assert shared["og:type"] == ["article"]
    assert shared["og:site_name"] == ["Pakki"]
    assert shared["og:locale"] == [locale]
    assert shared["og:locale:alternate"] == [other]
    assert shared["og:image"] == [f"http://localhost/static/hub/images/share-{language}.png"]
    assert shared["og:image:alt"][0]


def test_shared_link_names_no_language_that_the_page_does_not_have(client, guide):
    translation_of(guide, "sv").unpublish()
    assert "og:locale:alternate" not in properties(soup_of(client, guide.url))


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_drawn_picture_has_the_size_that_the_page_tells(client, language):
    front = HomePage.objects.get(locale__language_code=language)
    shared = properties(soup_of(client, front.url))
    path = finders.find(f"hub/images/share-{language}.png")
    with Image.open(path) as image:
        assert [str(side) for side in image.size] == [*shared["og:image:width"], *shared["og:image:height"]]
    assert language in DRAWN


def test_language_without_a_drawn_picture_has_that_of_the_default_language(guide):
    guide.locale.language_code = "se"
    assert picture_of(guide).url.endswith("/share-fi.png")


def test_recording_is_shared_with_its_still_picture(client, session):
    shared = properties(soup_of(client, session.url))
    assert shared["og:image"] == [f"http://localhost{session.recording.thumbnail.url}"]
    assert (shared["og:image:width"], shared["og:image:height"]) == (["1280"], ["720"])
    assert session.title in shared["og:image:alt"][0]


def test_picture_of_unknown_size_is_shared_without_one(client, session):
    session.recording.width = None
    session.recording.save()
    assert "og:image:width" not in properties(soup_of(client, session.url))


def test_recording_without_a_still_picture_is_shared_with_the_drawn_one(client, session):
    session.recording.thumbnail = ""
    session.recording.save()
    assert "share-fi.png" in properties(soup_of(client, session.url))["og:image"][0]


@pytest.mark.parametrize("view", ["/fi/haku/", "/sv/finns-inte/"])
def test_view_that_is_no_page_announces_no_address(client, view):
    soup = soup_of(client, view, status=404 if "finns" in view else 200)
    assert soup.select("link[rel=canonical], link[rel=alternate], meta[property]") == []
    assert soup.select_one("link[rel=manifest]")["href"] == f"{view[:4]}manifest.webmanifest"


def test_page_without_an_address_can_be_previewed(guide):
    page = type(guide)(
        title="Uusi", slug="uusi", lead="Luonnos", locale=guide.locale, depth=4, path=guide.path
    )
    response = page.make_preview_request()
    assert response.status_code == 200
    assert b"ld+json" not in response.content
    assert b"og:image" in response.content
