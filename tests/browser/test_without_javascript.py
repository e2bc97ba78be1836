"""Without JavaScript every page is whole: read, searched, and the film starts where a link says."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.support.server import Server
from tests.browser.support.views import EVERYTHING, GUIDE, HITS, LANGUAGES, RECORDING, path_of, search_path
from tests.browser.support.wait import eventually

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, site: Server) -> Iterator[Page]:
    """A tab in which no script runs."""
    context = browser.new_context(base_url=site.address, java_script_enabled=False, locale="fi-FI")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("view", EVERYTHING)
def test_every_page_says_the_same(view: str, page: Page, context: BrowserContext, site: Server) -> None:
    path = path_of(site, view, "fi")
    page.goto(path)
    assert page.locator(".needs-js").filter(visible=True).count() == 0
    with_scripts = context.new_page()
    with_scripts.goto(path)
    with_scripts.evaluate("() => document.querySelectorAll('.needs-js').forEach(element => element.remove())")
    assert page.locator("body").inner_text().split() == with_scripts.locator("body").inner_text().split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_opens_on_a_narrow_screen(language: str, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"/{language}/")
    menu = page.locator("#menu")
    expect(menu).to_be_hidden()
    page.locator("[popovertarget=menu]").click()
    expect(menu).to_be_visible()
    menu.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(rf"/{language}/.+/$"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_works_by_its_form(language: str, page: Page) -> None:
    page.goto(f"/{language}/")
    form = page.locator("main").get_by_role("search")
    form.get_by_role("searchbox").fill(HITS[language])
    form.get_by_role("button").click()
    expect(page).to_have_url(re.compile(re.escape(search_path(language)) + r"\?q="))
    expect(page.locator(f"main a[href^='/{language}/']").nth(1)).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guide_is_whole(language: str, page: Page) -> None:
    page.goto(GUIDE[language])
    steps = page.locator("main [id^='step-']")
    assert steps.count() >= 3
    links = page.locator("main nav a[href^='#']").all()
    assert links
    for link in links:
        expect(page.locator(link.get_attribute("href"))).to_be_visible()
    boxes = page.locator("#checklist, [data-check]").last.get_by_role("checkbox")
    assert boxes.count() >= 3
    boxes.first.check()
    expect(boxes.first).to_be_checked()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [".chapters", ".talk"])
def test_links_start_the_film_at_their_second(place: str, language: str, page: Page) -> None:
    page.goto(RECORDING[language])
    assert page.locator(f"{place} a").count() >= 3
    link = page.locator(f"{place} a[href*='t=39#']").first
    link.click()
    expect(page).to_have_url(re.compile(r"\?t=39#player$"))
    expect(page.locator("video source")).to_have_attribute("src", re.compile(r"#t=39$"))
    video = page.locator("video")
    video.press("Space")
    moment = eventually(lambda: video.evaluate("video => video.paused ? 0 : video.currentTime"))
    assert 38.5 <= moment < 45
