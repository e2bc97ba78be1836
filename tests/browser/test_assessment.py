"""The journey “a board assesses itself”: answer, see the bottleneck, take the file along, compare next year."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.support.axe import violations
from tests.browser.support.server import Server
from tests.browser.support.watch import Watch

pytestmark = pytest.mark.browser

READINESS = {"fi": "/fi/tyokalut/olemmeko-valmiita/", "sv": "/sv/verktyg/ar-vi-redo/"}


def answer(page: Page, level_of: Callable[[int], int | None]) -> None:
    """Choose the level, counted from 0, that `level_of` gives for each statement by its number; None leaves it open."""
    statements = page.locator("fieldset.statement")
    assert statements.count() == 25
    for number in range(statements.count()):
        if (level := level_of(number)) is not None:
            statements.nth(number).get_by_role("radio").nth(level).check()


def press(page: Page, do: str) -> None:
    page.locator(f"button[name=do][value={do}]").click()


def test_without_javascript_a_board_compares_itself_with_last_year(
    browser: Browser, site: Server, tmp_path: Path
) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False, locale="fi-FI")
    page = context.new_page()
    page.goto(READINESS["fi"])
    answer(page, lambda number: 0 if number < 4 else 2)
    press(page, "result")
    expect(page.locator(".result .big")).to_have_text("Ajatus ja tarve")
    with page.expect_download() as download:
        press(page, "file")
    download.value.save_as(tmp_path / "tulos.json")

    page.goto(READINESS["sv"])
    answer(page, lambda number: 2 if number else None)
    page.get_by_label("Ert tidigare resultat").set_input_files(tmp_path / "tulos.json")
    press(page, "result")
    change = page.locator("tbody tr").first.get_by_role("cell").nth(2)
    expect(change).to_have_text("+2,0")

    press(page, "edit")
    expect(page.get_by_role("radio", checked=True)).to_have_count(25)
    press(page, "result")
    expect(change).to_have_text("+2,0")
    assert context.cookies() == []
    context.close()


def test_by_keyboard_the_message_leads_to_what_is_wrong(page: Page) -> None:
    page.goto(READINESS["fi"])
    page.locator("button[name=do]").focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("alert").get_by_role("link")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("fieldset.statement").first.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("Space")
    page.locator("button[name=do]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_be_visible()


@pytest.mark.parametrize(("language", "width"), [("fi", 1280), ("sv", 320)])
def test_the_result_is_accessible_quiet_and_private(
    language: str, width: int, browser: Browser, site: Server, tmp_path: Path
) -> None:
    context: BrowserContext = browser.new_context(
        base_url=site.address, viewport={"width": width, "height": 800}
    )
    watch = Watch(context)
    watch.read(READINESS[language])
    answer(watch.page, lambda number: None if number > 18 else number % 3 if number < 9 else 2)
    press(watch.page, "result")
    watch.page.wait_for_load_state()
    assert watch.overflow() == []
    assert watch.kept() == {}
    assert watch.said == []
    for scheme in ("light", "dark"):
        watch.page.emulate_media(color_scheme=scheme)
        watch.settle()
        assert violations(watch.page) == []
    context.close()
