"""A paper filled in by a reader: it shows at once, stays on the device if one wishes, and comes as a file."""

import json

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PAPER = "/fi/tyokalut/rekrytointi/tehtavankuvaus/"


def test_what_is_typed_shows_on_the_sheet_and_comes_as_a_file(reader: Page) -> None:
    reader.goto(PAPER)
    sheet = reader.locator(".sheet")
    expect(sheet.locator("[data-out=association]")).to_have_text("Täyttämättä")
    reader.locator("#id_association").fill("Hirvaskosken kyläyhdistys ry")
    reader.locator("#id_weekly-hours").fill("20")
    reader.get_by_label("Lumityöt ja pihan hoito").check()
    expect(sheet.locator("[data-out=association]")).to_have_text("Hirvaskosken kyläyhdistys ry")
    expect(sheet.locator("[data-out=weekly-hours]")).to_have_text("20 tuntia viikossa")
    expect(sheet.locator("[data-out=tasks-house]")).to_have_text("Lumityöt ja pihan hoito")
    reader.locator("button[name=do][value=txt]").click()
    expect(reader.locator("#said a").first).to_be_visible()  # What is missing is said first.
    with reader.expect_download() as download:
        reader.locator("button[name=do][value=txt]").click()
    assert "Hirvaskosken kyläyhdistys ry" in download.value.path().read_text()


def test_nothing_stays_on_the_device_unless_one_wishes_and_one_button_deletes_it(reader: Page) -> None:
    def kept() -> dict | None:
        return json.loads(reader.evaluate("localStorage.getItem('pakki-papers')") or "null")

    reader.goto(PAPER)
    reader.locator("#id_association").fill("Hirvaskosken kyläyhdistys ry")
    assert kept() is None
    reader.locator("[data-remember-wish]").check()
    reader.get_by_label("Työkokeilu", exact=True).check()
    assert kept() == {"association": ["Hirvaskosken kyläyhdistys ry"], "form": ["Työkokeilu"]}
    reader.goto(PAPER)
    expect(reader.locator("#id_association")).to_have_value("Hirvaskosken kyläyhdistys ry")
    expect(reader.get_by_label("Työkokeilu", exact=True)).to_be_checked()
    expect(reader.locator("[data-out=form]")).to_have_text("Työkokeilu")
    reader.locator("[data-forget]").click()
    assert kept() is None
    expect(reader.locator("[data-remember-said]")).to_have_text("Poistettu tältä laitteelta.")
    reader.goto(PAPER)
    expect(reader.locator("#id_association")).to_have_value("")
