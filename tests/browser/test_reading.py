"""The journey “visitor reads”: by keyboard to a guide, ticks that stay, a recording that seeks and is searched."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.support.server import Server
from tests.browser.support.views import GUIDE, LANGUAGES, PAGE_TYPES, RECORDING, WITHDRAWN, path_of
from tests.browser.support.wait import eventually

pytestmark = pytest.mark.browser

TABS = 100
"""How many presses of Tab a reader has the patience for."""
OTHER = {"fi": "sv", "sv": "fi"}
WORD = {"fi": "tuki", "sv": "stöd"}


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until `target` has the focus."""
    expect(target).to_be_attached()
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            expect(target).to_be_in_viewport()
            return
    pytest.fail(f"{target} is not reached by Tab.")


def switch(page: Page, language: str) -> Locator:
    """The link at the top that leads to the page in another language."""
    return page.locator(f"header a[hreflang={language}]")


# --- Reading by keyboard ----------------------------------------------------------------------


def test_by_keyboard_from_the_front_page_to_a_tick_that_stays(page: Page) -> None:
    page.goto("/fi/")
    page.keyboard.press("Tab")
    skip = page.locator("a[href='#content']")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    phase = page.locator("main a[href='/fi/tyokalut/#phase-pay']")
    tab_to(page, phase)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/fi/tyokalut/#phase-pay$"))
    guide = page.locator(f"main a[href='{GUIDE['fi']}']").first
    tab_to(page, guide)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{GUIDE['fi']}$"))

    boxes = page.get_by_role("checkbox")
    tab_to(page, boxes.nth(1))
    page.keyboard.press("Space")
    expect(boxes.nth(1)).to_be_checked()
    expect(page.locator("[data-count]")).to_have_text(re.compile(r"^1/"))

    page.reload()
    expect(boxes.nth(1)).to_be_checked()
    expect(boxes.nth(0)).not_to_be_checked()

    tab_to(page, switch(page, "sv"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{GUIDE['sv']}$"))
    expect(boxes.nth(1)).to_be_checked()
    expect(boxes.nth(0)).not_to_be_checked()
    assert page.context.cookies() == []


def test_a_tick_taken_away_is_forgotten(page: Page) -> None:
    page.goto(GUIDE["fi"])
    box = page.get_by_role("checkbox").first
    box.check()
    box.uncheck()
    page.reload()
    expect(box).not_to_be_checked()
    assert page.evaluate("localStorage.length") == 0


# --- Languages --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_the_language_switch_leads_to_the_same_page(
    kind: str, language: str, page: Page, site: Server
) -> None:
    other = OTHER[language]
    page.goto(path_of(site, kind, language))
    switch(page, other).click()
    expect(page).to_have_url(site.address + path_of(site, kind, other))
    expect(page.locator("html")).to_have_attribute("lang", other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_the_other_language_only_gives_a_notice_with_a_way_on(language: str, page: Page) -> None:
    other = OTHER[language]
    assert page.goto(WITHDRAWN[language]).status == 404
    expect(page.locator("html")).to_have_attribute("lang", language)
    way_on = page.locator(f"main a[hreflang={other}]")
    expect(way_on).to_have_attribute("lang", other)
    title = way_on.inner_text()
    with page.expect_navigation() as navigation:
        way_on.click()
    assert navigation.value.status == 200
    expect(page.locator("html")).to_have_attribute("lang", other)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_notice_denies_a_page_that_there_is(language: str, page: Page) -> None:
    page.goto(GUIDE[OTHER[language]].replace(f"/{OTHER[language]}/", f"/{language}/", 1))
    expect(page).to_have_url(re.compile(f"{GUIDE[language]}$"))


# --- Recording --------------------------------------------------------------------------------


def time_of(page: Page) -> float:
    """Where the film is, in seconds."""
    return page.locator("video").evaluate("video => video.currentTime")


def plays(page: Page) -> bool:
    """Whether the film gets on."""
    return page.locator("video").evaluate(
        """video => new Promise(done => {
            const start = video.currentTime;
            video.addEventListener('timeupdate', () => {
                if (!video.paused && !video.seeking && video.currentTime > start) done(true);
            });
        })"""
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_recording_plays(language: str, page: Page) -> None:
    page.goto(RECORDING[language])
    assert time_of(page) == 0
    page.locator("video").press("Space")
    assert plays(page)


@pytest.mark.parametrize("place", [".chapters", ".talk"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_recording_seeks_by_its_links(language: str, place: str, page: Page) -> None:
    page.goto(RECORDING[language])
    links = page.locator(f"{place} a[href*='?t=']")
    for link in (links.nth(1), links.last):
        second = int(re.search(r"t=(\d+)", link.get_attribute("href"))[1])
        link.click()
        assert plays(page)
        assert time_of(page) == pytest.approx(second, abs=1)
        expect(page.locator("video")).to_be_focused()
        expect(page).to_have_url(re.compile(rf"\?t={second}#player$"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chapter_and_the_sentence_that_play_are_marked(language: str, page: Page) -> None:
    page.goto(RECORDING[language])
    links = page.locator(".chapters a")
    for link in (links.nth(1), links.nth(2)):
        link.click()
        expect(page.locator(".chapters [aria-current]")).to_have_count(1)
        expect(link).to_have_attribute("aria-current", "true")
        second = link.get_attribute("data-t")
        expect(page.locator(f".talk [data-t='{second}']")).to_have_class(re.compile(r"\bon\b"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deep_link_starts_at_its_second(language: str, page: Page) -> None:
    page.goto(f"{RECORDING[language]}?t=39")
    assert time_of(page) >= 38.5
    page.locator("video").press("Space")
    assert plays(page)
    assert 38.5 <= time_of(page) < 45


@pytest.mark.parametrize("second", ["-5", "1e3", "x", "", "99999999"])
def test_a_deep_link_with_nonsense_starts_at_the_beginning(second: str, page: Page) -> None:
    assert page.goto(f"{RECORDING['fi']}?t={second}").status == 200
    assert time_of(page) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_captions_show_in_the_language_of_the_page(language: str, page: Page) -> None:
    page.goto(RECORDING[language])
    page.locator(".chapters a").nth(1).click()
    assert plays(page)
    shown = page.locator("video").evaluate(
        """video => [...video.textTracks].filter(track => track.mode === 'showing').map(track => track.language)"""
    )
    assert shown == [language]
    cues = eventually(
        lambda: page.locator("video").evaluate(
            """video => [...video.textTracks].filter(track => track.mode === 'showing')
                .flatMap(track => [...track.activeCues]).map(cue => cue.getCueAsHTML().textContent)"""
        )
    )
    spoken = " ".join(page.locator(".talk").inner_text().split())
    assert cues
    assert all(" ".join(cue.split()) in spoken for cue in cues)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_is_found_in_the_speech(language: str, page: Page) -> None:
    page.goto(RECORDING[language])
    paragraphs = page.locator(".talk :is(p, h3)").all_inner_texts()
    hits = sum(text.lower().count(WORD[language]) for text in paragraphs)
    assert hits > 1
    find = page.locator("[data-find]")
    find.get_by_role("searchbox").fill(WORD[language])
    expect(page.locator(".talk mark")).to_have_count(hits)
    expect(find.get_by_role("status")).to_have_text(re.compile(rf"^{hits}\b"))
    find.get_by_role("searchbox").press("Enter")
    expect(page.locator(".talk mark.now")).to_be_in_viewport()
    find.get_by_role("searchbox").fill("xyzzy")
    expect(find.get_by_role("status")).to_have_text(re.compile(r"^0\b"))
    find.get_by_role("searchbox").fill("")
    expect(find.get_by_role("status")).to_be_empty()
    assert page.locator(".talk :is(p, h3)").all_inner_texts() == paragraphs


# --- Paper ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guide_on_paper_is_its_text_and_its_checklist(language: str, page: Page) -> None:
    page.goto(GUIDE[language])
    page.emulate_media(media="print")
    navigation = page.get_by_role("navigation", include_hidden=True)
    useless = page.locator("[data-print], .skip, header .tools, .nav-btn")
    for parts, is_printed in [
        (page.get_by_role("checkbox", include_hidden=True), True),
        (page.locator("main [id^='step-']"), True),
        (navigation, False),
        (useless, False),
    ]:
        assert parts.count() > 1
        expect(parts.filter(visible=not is_printed)).to_have_count(0)


def test_printing_opens_what_is_folded(page: Page, site: Server) -> None:
    guides = [guide.path for guide in site.pages() if guide.kind == "toolkit.guidepage"]
    page.goto(next(path for path in guides if "<details" in page.request.get(path).text()))
    expect(page.locator("details:not([open])")).not_to_have_count(0)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("details:not([open])")).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("details[open]")).to_have_count(0)
