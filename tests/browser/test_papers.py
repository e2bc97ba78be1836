"""A paper filled in by a reader: it shows at once, stays on the device if one wishes, and comes as a file."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PAPER = "/fi/tyokalut/rekrytointi/tehtavankuvaus/"
CHECKLIST = "/fi/tyokalut/perehdytys-ja-turvallisuus/perehdytyslista/"


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
    def kept(store: str = "localStorage") -> dict | None:
        return json.loads(reader.evaluate(f"{store}.getItem('pakki-papers')") or "null")

    reader.goto(PAPER)
    reader.locator("#id_association").fill("Hirvaskosken kyläyhdistys ry")
    assert kept() is None
    reader.locator("[data-remember-wish]").check()
    reader.get_by_label("Työkokeilu", exact=True).check()
    reader.locator("#id_supervisor").fill("Meeri Esimerkki")
    assert kept() == {"association": ["Hirvaskosken kyläyhdistys ry"], "form": ["Työkokeilu"]}
    assert kept("sessionStorage") == {"supervisor": ["Meeri Esimerkki"]}  # Personal: gone with the tab.
    reader.goto(PAPER)
    expect(reader.locator("#id_association")).to_have_value("Hirvaskosken kyläyhdistys ry")
    expect(reader.get_by_label("Työkokeilu", exact=True)).to_be_checked()
    expect(reader.locator("[data-out=form]")).to_have_text("Työkokeilu")
    expect(reader.locator("#id_supervisor")).to_have_value("Meeri Esimerkki")
    reader.locator("[data-forget]").click()
    assert kept() is kept("sessionStorage") is None
    expect(reader.locator("[data-remember-said]")).to_have_text("Poistettu tältä laitteelta.")
    reader.goto(PAPER)
    expect(reader.locator("#id_association")).to_have_value("")


def test_one_part_at_a_time_and_a_link_to_what_is_missing_opens_its_part(reader: Page) -> None:
    reader.goto(PAPER)
    reader.get_by_label("Näytä yksi osa kerrallaan").check()
    parts, onwards = reader.locator("[data-part]"), reader.get_by_role("button", name="Seuraava osa")
    expect(parts.nth(0)).to_be_visible()
    expect(parts.nth(1)).to_be_hidden()
    expect(reader).to_have_title(re.compile("^Osa 1/3: "))
    reader.locator("#id_association").fill("Hirvaskosken kyläyhdistys ry")
    reader.locator("#id_association").press("Enter")
    expect(parts.nth(1).locator("legend").first).to_be_focused()
    onwards.click()
    expect(onwards).to_be_hidden()
    reader.locator("button[name=do][value=check]").click()
    expect(reader.locator("#id_association")).to_have_value("Hirvaskosken kyläyhdistys ry")
    reader.get_by_label("Näytä yksi osa kerrallaan").check()
    reader.locator("#said a[href='#id_supervisor']").click()
    expect(reader.locator("#id_supervisor")).to_be_focused()


def test_list_to_tick_off_shows_whole_as_it_will_be_on_the_paper(reader: Page) -> None:
    reader.goto(CHECKLIST)
    out = reader.locator("[data-out=induction-safety]")
    before = out.inner_text().splitlines()
    assert len(before) > 2
    assert {line[0] for line in before} == {"\N{BALLOT BOX}"}
    reader.locator("[name=induction-safety]").first.check()
    assert out.inner_text().splitlines() == [f"\N{BALLOT BOX WITH X}{before[0][1:]}", *before[1:]]
