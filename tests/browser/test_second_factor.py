"""The second factor in a real browser: a security key, an app, backup codes, and axe on each page in both languages."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.support.axe import violations
from tests.browser.support.server import Server

pytestmark = pytest.mark.browser

PASSWORD = "viisitoista merkkiä"
OVERVIEW = "/admin/account/second-factor/"
CUT_OFF = """() => [...document.querySelectorAll('main :is(h1, p, li, img, input, .button)')].filter(element =>
    element.getBoundingClientRect().right > innerWidth
    || element.tagName !== 'INPUT' && element.scrollWidth > element.clientWidth + 1
).map(element => element.outerHTML.slice(0, 120))"""
"""What does not fit; the admin cuts it off, so that the window never gets wider."""


@pytest.fixture
def aino(desk_site: Server, request: pytest.FixtureRequest) -> str:
    """The name of an administrator of this test only; the desk's own one would be signed out."""
    name = f"aino-{request.node.name}"
    desk_site.add_administrator(name, PASSWORD)
    return name


@pytest.fixture
def context(browser: Browser, desk_site: Server) -> Iterator[BrowserContext]:
    """A browser that calls the server localhost: a key belongs to a name, never to an IP address."""
    address = desk_site.address.replace("127.0.0.1", "localhost")
    context = browser.new_context(
        base_url=address,
        extra_http_headers={"Accept-Language": "fi"},
        viewport={"width": 1280, "height": 900},
    )
    yield context
    context.close()


@pytest.fixture
def stopped(page: Page) -> list[str]:
    """What the content security policy has kept the page from doing."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if "Content Security" in line.text else None)
    return said


@pytest.fixture
def key(page: Page) -> dict:
    """A security key in the USB port; the answer names its number."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "automaticPresenceSimulation": True}
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return {"devtools": devtools, **made}


def sign_in(page: Page, name: str) -> None:
    """Name and password; then there is the admin or the second step."""
    page.goto("/admin/login/")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form [type=submit]").click()
    page.wait_for_url(re.compile("/admin/(login/code/)?$"))


def leave(page: Page) -> None:
    page.context.clear_cookies()


def confirm(page: Page) -> None:
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Jatka").click()
    page.wait_for_url(re.compile("/second-factor/"))


@pytest.fixture
def swedish(context: BrowserContext, page: Page) -> Page:
    """A tab of the same browser that asks for Swedish; the account has no language of its own."""
    tab = context.new_page()
    tab.set_extra_http_headers({"Accept-Language": "sv"})
    return tab


class Look:
    """Looks at pages in both languages and keeps what axe finds."""

    def __init__(self, page: Page, swedish: Page):
        self.page = page
        self.swedish = swedish
        self.found: list[str] = []

    def at(self, fi: str, sv: str) -> None:
        """Look at the address that is open, in Swedish and, opened anew, in Finnish.

        In this order: a secret or a challenge is the newest tab's.
        """
        self.swedish.goto(self.page.url)
        self._axe(self.swedish, sv, "light")
        self.page.goto(self.page.url)
        self.now(fi)

    def now(self, heading: str) -> None:
        """Look at the Finnish page as it is, in light and dark."""
        for scheme in ("dark", "light"):
            self._axe(self.page, heading, scheme)

    def _axe(self, tab: Page, heading: str, scheme: Literal["dark", "light"]) -> None:
        expect(tab.get_by_role("heading", level=1, name=heading)).to_be_visible()
        tab.add_style_tag(content="* { transition: none !important; animation: none !important; }")
        tab.emulate_media(color_scheme=scheme)
        self.found += [f"{tab.url} {heading} {scheme}: {line}" for line in violations(tab)]


@pytest.fixture
def look(page: Page, swedish: Page) -> Look:
    return Look(page, swedish)


def test_security_key_is_added_signs_in_and_is_removed(
    page: Page, look: Look, key: dict, aino: str, stopped: list[str]
) -> None:
    sign_in(page, aino)
    page.goto(OVERVIEW)
    page.get_by_role("link", name="Lisää turva-avain").click()
    look.at("Vahvista salasanalla", "Bekräfta med lösenordet")
    confirm(page)
    look.at("Lisää turva-avain", "Lägg till en säkerhetsnyckel")
    page.get_by_label("Avaimen nimi").fill("Avainnippu")
    page.get_by_role("button", name="Lisää turva-avain").click()
    page.wait_for_url("**/second-factor/codes/")
    page.goto(OVERVIEW)
    expect(page.locator(".second-factor-keys")).to_contain_text("Avainnippu")
    look.at("Kaksivaiheinen tunnistautuminen", "Tvåstegsautentisering")

    leave(page)
    sign_in(page, aino)
    page.wait_for_url("**/admin/login/code/")
    look.at("Kirjautumisen toinen vaihe", "Inloggningens andra steg")
    page.get_by_role("button", name="Käytä turva-avainta").click()
    page.wait_for_url(re.compile("/admin/$"))

    page.goto(OVERVIEW)
    page.get_by_role("link", name="Poista Avainnippu").click()
    confirm(page)
    look.at("Poista turva-avain", "Ta bort en säkerhetsnyckel")
    page.get_by_role("button", name="Poista").click()
    page.wait_for_url(f"**{OVERVIEW}")
    expect(page.locator(".second-factor-keys")).to_have_count(0)
    assert stopped == []
    assert look.found == [], "\n".join(look.found)


def test_key_that_does_not_answer_gets_a_message(page: Page, key: dict, aino: str) -> None:
    sign_in(page, aino)
    page.goto(f"{OVERVIEW}key/")
    confirm(page)
    page.get_by_role("button", name="Lisää turva-avain").click()
    page.wait_for_url("**/second-factor/codes/")
    leave(page)
    sign_in(page, aino)
    authenticator = {"authenticatorId": key["authenticatorId"]}
    key["devtools"].send("WebAuthn.clearCredentials", authenticator)
    page.get_by_role("button", name="Käytä turva-avainta").click()
    expect(page.get_by_role("alert")).to_contain_text("Turva-avain ei vastannut")
    assert page.url.endswith("/admin/login/code/")


def test_app_is_set_up_its_code_signs_in_and_the_backup_codes_are_downloaded(
    page: Page, look: Look, aino: str, stopped: list[str]
) -> None:
    sign_in(page, aino)
    page.goto("/admin/account/")
    look.now("Tili")
    page.get_by_role("link", name="Ota kaksivaiheinen tunnistautuminen käyttöön").click()
    look.now("Kaksivaiheinen tunnistautuminen")
    page.get_by_role("link", name="Ota sovellus käyttöön").click()
    page.locator("[name=password]").fill("väärä salasana tämä")
    page.get_by_role("button", name="Jatka").click()
    password = page.locator("[name=password]")
    expect(password).to_have_accessible_description("Salasana ei täsmää. Kirjoita se uudelleen.")
    look.now("Vahvista salasanalla")
    confirm(page)
    look.at("Ota sovellus käyttöön", "Ta en app i bruk")
    secret = page.locator("#secret").inner_text()
    assert page.locator(".second-factor-square").evaluate("square => square.naturalWidth") > 0
    page.get_by_label("Koodi").fill("000000")
    page.get_by_role("button", name="Ota käyttöön").click()
    expect(page.get_by_text("Koodi ei täsmää")).to_be_visible()
    expect(page.get_by_label("Koodi")).to_have_accessible_description(re.compile("Koodi ei täsmää"))
    expect(page.get_by_label("Koodi")).to_be_focused()
    look.now("Ota sovellus käyttöön")
    page.get_by_label("Koodi").fill(shown(secret))
    page.get_by_role("button", name="Ota käyttöön").click()
    page.wait_for_url("**/second-factor/codes/")
    look.now("Varakoodit")
    codes = page.locator(".second-factor-codes code").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="Lataa").click()
    assert download.value.suggested_filename == "varakoodit.txt"
    assert Path(download.value.path()).read_text().split() == codes
    page.reload()
    expect(page.locator("main")).to_contain_text("10 koodia 10:stä on käyttämättä")
    look.at("Varakoodit", "Reservkoder")

    leave(page)
    sign_in(page, aino)
    page.get_by_label("Koodi").fill("000000")
    page.get_by_role("button", name="Kirjaudu sisään").click()
    expect(page.get_by_text("Koodi ei täsmää")).to_be_visible()
    expect(page.get_by_label("Koodi")).to_have_accessible_description(re.compile("Koodi ei täsmää"))
    expect(page.get_by_label("Koodi")).to_be_focused()
    look.now("Kirjautumisen toinen vaihe")
    page.get_by_label("Koodi").fill(shown(secret, 1))
    page.get_by_role("button", name="Kirjaudu sisään").click()
    page.wait_for_url(re.compile("/admin/$"))
    assert stopped == []
    assert look.found == [], "\n".join(look.found)


def test_pages_fit_on_a_phone(page: Page, swedish: Page, key: dict, aino: str) -> None:
    for tab in (page, swedish):
        tab.set_viewport_size({"width": 320, "height": 640})
    sign_in(page, aino)
    page.goto(f"{OVERVIEW}key/")
    confirm(page)
    for place in ("", "app/", "key/"):
        for tab in (swedish, page):
            tab.goto(f"{OVERVIEW}{place}")
            assert tab.evaluate(CUT_OFF) == [], place
    page.get_by_role("button", name="Lisää turva-avain").click()
    page.wait_for_url("**/second-factor/codes/")
    leave(page)
    sign_in(page, aino)
    for tab in (page, swedish):
        tab.goto("/admin/login/code/")
        assert tab.evaluate(CUT_OFF) == []


def shown(secret: str, later: int = 0) -> str:
    """The code that an app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))
