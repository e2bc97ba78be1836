"""The client process on a wide screen, on a phone and on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support.server import Server
from tests.browser.support.views import LANGUAGES, path_of

pytestmark = pytest.mark.browser

SHEET = {"width": 688, "height": 1031}
"""What the margins leave of an A4 sheet, 182 × 273 mm, in pixels of 1/96 inch."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_title_and_whole_diagram_stand_on_one_sheet(language: str, page: Page, site: Server) -> None:
    page.goto(path_of(site, "toolkit.processpage", language))
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    flow = page.locator(".flow").bounding_box()
    assert flow["y"] + flow["height"] <= SHEET["height"]
    assert flow["x"] + flow["width"] <= SHEET["width"] + 1
    expect(page.locator(".flow-step").last).to_be_visible()


def test_phone_shows_the_list_alone(page: Page, site: Server) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(path_of(site, "toolkit.processpage", "fi"))
    expect(page.locator(".flow")).to_be_hidden()
    expect(page.locator("#step-1")).to_be_visible()


def test_each_arrow_ends_above_its_step(page: Page, site: Server) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(path_of(site, "toolkit.processpage", "fi"))
    middles = page.evaluate(
        """() => {
            const middle = e => { const r = e.getBoundingClientRect(); return r.left + r.width / 2; };
            const steps = [...document.querySelectorAll('.flow-step')].slice(1);
            return [...document.querySelectorAll('.flow-turn svg')].map((a, n) => [middle(a), middle(steps[n])]);
        }"""
    )
    assert len(middles) > 10
    assert [pair for pair in middles if abs(pair[0] - pair[1]) > 2] == []
