"""The journey “a board counts”: the result changes in place and is announced; without scripts the form leads to it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.support.axe import violations
from tests.browser.support.server import Server
from tests.browser.support.views import path_of

pytestmark = pytest.mark.browser

VIEW = "toolkit.calculatorpage"


@pytest.fixture
def still(browser: Browser, site: Server) -> Iterator[Page]:
    """A narrow tab in which no script runs."""
    context = browser.new_context(
        base_url=site.address,
        java_script_enabled=False,
        locale="fi-FI",
        viewport={"width": 320, "height": 800},
    )
    yield context.new_page()
    context.close()


def test_result_changes_in_place_and_is_announced(page: Page, site: Server) -> None:
    page.goto(path_of(site, VIEW, "fi"))
    page.get_by_label("Palkka kuukaudessa").first.fill("1 500,50 €")
    page.get_by_label("Kuinka monta kuukautta").first.fill("6")
    button = page.get_by_role("button", name="Laske")
    button.focus()
    page.evaluate("() => { window.stays = true; }")
    page.keyboard.press("Enter")
    expect(page.locator("#result .big")).to_be_visible()
    expect(page.locator("[data-calc-status]")).to_contain_text("Yhdistys maksaa")
    expect(button).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?pay="))
    assert page.evaluate("() => window.stays")
    assert page.context.cookies() == []

    shared = page.url
    said = page.locator("#result .big").inner_text()
    page.goto(shared)
    expect(page.locator("#result .big")).to_have_text(said)


def test_going_back_shows_the_plan_before(page: Page, site: Server) -> None:
    page.goto(path_of(site, VIEW, "fi"))
    page.locator("[name=months]").fill("6")
    for pay in ("1000", "2000"):
        page.locator("[name=pay]").fill(pay)
        page.get_by_role("button", name="Laske").click()
        expect(page).to_have_url(re.compile(f"pay={pay}"))
    second = page.locator("#result .big").inner_text()
    page.go_back()
    expect(page.locator("#result .big")).not_to_have_text(second)
    expect(page.locator("[name=pay]")).to_have_value("1000")


def test_mistake_is_told_by_the_page_and_what_was_typed_stays(page: Page, site: Server) -> None:
    page.goto(path_of(site, VIEW, "sv"))
    page.get_by_label("Lön per månad").first.fill("tusen")
    page.get_by_role("button", name="Räkna").click()
    expect(page.locator("#result .note--err")).to_be_visible()
    expect(page.get_by_label("Lön per månad").first).to_have_value("tusen")
    page.locator("#result .note--err a").first.click()
    expect(page.get_by_label("Lön per månad").first).to_be_focused()


def test_form_works_without_scripts_at_320_pixels(still: Page, site: Server) -> None:
    still.goto(path_of(site, VIEW, "fi"))
    still.locator("[name=pay]").fill("1000")
    still.locator("[name=months]").fill("3")
    still.locator("[name=ground]").select_option("50")
    still.get_by_role("button", name="Laske").click()
    expect(still.locator("#result .big")).to_be_visible()
    expect(still).to_have_url(re.compile("#result$"))


@pytest.mark.parametrize(("language", "width", "scheme"), [("fi", 1280, "light"), ("sv", 320, "dark")])
def test_result_is_accessible_and_fits(
    language: str, width: int, scheme: str, context: BrowserContext, site: Server
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(
        f"{path_of(site, VIEW, language)}?pay=1500&months=14&start=1.11.2027&ground=100"
        "&municipality=698&support=rovaniemi-kuntalisa&b_ground=none&b_months=3"
    )
    expect(page.locator("#result .big")).to_have_count(2)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert violations(page) == []
