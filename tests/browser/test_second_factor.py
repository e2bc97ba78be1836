"""The second factor in a real browser: a security key, an app, backup codes, and axe on each of the pages."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import manage
from tests.browser.support.axe import violations
from tests.browser.support.server import Server

pytestmark = pytest.mark.browser

PASSWORD = "viisitoista merkkiä"
OVERVIEW = "/admin/account/second-factor/"


@pytest.fixture
def aino(desk_site: Server, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of an administrator of this test only; the desk's own one would be signed out."""
    name = f"aino-{request.node.name}"
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    manage(
        desk_site.data, "createsuperuser", "--noinput", "--username", name, "--email", "aino@pakki.example"
    )
    return name


@pytest.fixture
def context(browser: Browser, desk_site: Server) -> Iterator[BrowserContext]:
    """A browser that calls the server localhost: a key belongs to a name, never to an IP address."""
    address = desk_site.address.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=address, locale="fi-FI", viewport={"width": 1280, "height": 900})
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


def look(page: Page, heading: str) -> list[str]:
    """What axe finds on the page with that heading, in light and dark."""
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    page.add_style_tag(content="* { transition: none !important; animation: none !important; }")
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{page.url} {scheme}: {line}" for line in violations(page)]
    page.emulate_media(color_scheme="light")
    return found


def test_security_key_is_added_signs_in_and_is_removed(
    page: Page, key: dict, aino: str, stopped: list[str]
) -> None:
    sign_in(page, aino)
    page.goto(OVERVIEW)
    page.get_by_role("link", name="Lisää turva-avain").click()
    found = look(page, "Vahvista salasanalla")
    confirm(page)
    found += look(page, "Lisää turva-avain")
    page.get_by_label("Avaimen nimi").fill("Avainnippu")
    page.get_by_role("button", name="Lisää turva-avain").click()
    page.wait_for_url("**/second-factor/codes/")
    page.goto(OVERVIEW)
    expect(page.locator(".second-factor-keys")).to_contain_text("Avainnippu")
    found += look(page, "Kaksivaiheinen tunnistautuminen")

    leave(page)
    sign_in(page, aino)
    page.wait_for_url("**/admin/login/code/")
    found += look(page, "Kirjautumisen toinen vaihe")
    page.get_by_role("button", name="Käytä turva-avainta").click()
    page.wait_for_url(re.compile("/admin/$"))

    page.goto(OVERVIEW)
    page.get_by_role("link", name="Poista Avainnippu").click()
    confirm(page)
    found += look(page, "Poista turva-avain")
    page.get_by_role("button", name="Poista").click()
    page.wait_for_url(f"**{OVERVIEW}")
    expect(page.locator(".second-factor-keys")).to_have_count(0)
    assert stopped == []
    assert found == [], "\n".join(found)


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
    page: Page, aino: str, stopped: list[str]
) -> None:
    sign_in(page, aino)
    page.goto("/admin/account/")
    found = look(page, "Tili")
    page.get_by_role("link", name="Ota kaksivaiheinen tunnistautuminen käyttöön").click()
    found += look(page, "Kaksivaiheinen tunnistautuminen")
    page.get_by_role("link", name="Ota sovellus käyttöön").click()
    page.locator("[name=password]").fill("väärä salasana tämä")
    page.get_by_role("button", name="Jatka").click()
    password = page.locator("[name=password]")
    expect(password).to_have_accessible_description("Salasana ei täsmää. Kirjoita se uudelleen.")
    found += look(page, "Vahvista salasanalla")
    confirm(page)
    secret = page.locator("#secret").inner_text()
    assert page.locator(".second-factor-square").evaluate("square => square.naturalWidth") > 0
    page.get_by_label("Koodi").fill("000000")
    page.get_by_role("button", name="Ota käyttöön").click()
    expect(page.get_by_label("Koodi")).to_have_accessible_description(re.compile("Koodi ei täsmää"))
    found += look(page, "Ota sovellus käyttöön")
    page.get_by_label("Koodi").fill(shown(secret))
    page.get_by_role("button", name="Ota käyttöön").click()
    page.wait_for_url("**/second-factor/codes/")
    found += look(page, "Varakoodit")
    codes = page.locator(".second-factor-codes code").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="Lataa").click()
    assert download.value.suggested_filename == "varakoodit.txt"
    assert Path(download.value.path()).read_text().split() == codes
    page.reload()
    expect(page.locator("main")).to_contain_text("10 koodia 10:stä on käyttämättä")
    found += look(page, "Varakoodit")

    leave(page)
    sign_in(page, aino)
    page.get_by_label("Koodi").fill("000000")
    page.get_by_role("button", name="Kirjaudu sisään").click()
    expect(page.get_by_label("Koodi")).to_have_accessible_description(re.compile("Koodi ei täsmää"))
    found += look(page, "Kirjautumisen toinen vaihe")
    page.get_by_label("Koodi").fill(shown(secret))
    page.get_by_role("button", name="Kirjaudu sisään").click()
    page.wait_for_url(re.compile("/admin/$"))
    assert stopped == []
    assert found == [], "\n".join(found)


def test_pages_fit_on_a_phone(page: Page, key: dict, aino: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    sign_in(page, aino)
    page.goto(f"{OVERVIEW}app/")
    confirm(page)
    for place in ("", "app/", "key/"):
        page.goto(f"{OVERVIEW}{place}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, place


def shown(secret: str) -> str:
    """The code that an app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
