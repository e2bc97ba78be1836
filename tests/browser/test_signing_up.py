"""The journey “sign up to a full session and be promoted”, without JavaScript, with mail through a real server."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import manage
from tests.browser.support.admin import Desk, PageForm
from tests.browser.support.axe import violations
from tests.browser.support.server import Server
from tests.browser.support.watch import Watch
from tests.support.smtp_sink import Sink, smtp_sink

pytestmark = pytest.mark.browser

SESSION = {"fi": "/fi/infot/tyosopimus-yhdessa-illassa/", "sv": "/sv/infotraffar/arbetsavtalet-pa-en-kvall/"}
LINK = re.compile(r"http://\S+/(?:ilmoittautuminen/oma|anmalan/egen)/\S+")


@pytest.fixture(scope="module")
def with_sign_up(desk: Desk, desk_site: Server) -> Server:
    """The editor lets people sign up for a session with one seat on the spot."""
    pk = desk_site.page_at(SESSION["fi"]).pk
    tab = desk.context.new_page()
    tab.goto(f"/admin/pages/{pk}/edit/")
    form = PageForm(tab)
    form.field("takes_sign_ups").check()
    form.field("seats_on_site").fill("1")
    form.publish()
    tab.close()
    return desk_site


def post(data: Path, sink: Sink, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the timers do; the private link in the last mail to each address."""
    monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{sink.port}")
    monkeypatch.setenv("SITE_URL", "http://127.0.0.1")
    manage(data, "keep_registrations")
    manage(data, "send_mail")
    return {
        str(message["To"]): LINK.search(message.get_body(("plain",)).get_content())[0]
        for message in sink.taken
    }


def sign_up(page: Page, language: str, number: int) -> None:
    """From the session's page to the confirmation, with the words of the page's language."""
    page.goto(SESSION[language])
    page.locator("section[aria-labelledby=sign-up] .btn").click()
    page.locator("#id_name").fill(f"Kokeilija {number}")
    page.locator("#id_email").fill(f"kokeilija-{number}@yhdistys.example")
    page.locator("#id_way_0").check()
    page.locator("#id_consent").check()
    page.locator("main form .btn").click()


def test_somebody_who_waits_gets_the_seat_that_another_gives_up(
    browser: Browser, with_sign_up: Server, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = browser.new_context(base_url=with_sign_up.address, java_script_enabled=False, locale="fi-FI")
    page = context.new_page()
    with smtp_sink() as sink:
        sign_up(page, "fi", 1)
        expect(page.get_by_role("heading", name="Sinulle on paikka")).to_be_visible()
        sign_up(page, "sv", 2)
        expect(page.get_by_role("heading", name="Du står på väntelistan")).to_be_visible()
        links = post(with_sign_up.data, sink, monkeypatch)

        def path(number: int) -> str:
            return re.sub(r"^http://[^/]+", "", links[f"kokeilija-{number}@yhdistys.example"])

        page.goto(path(1))
        page.get_by_role("button", name="Peru ilmoittautumiseni").click()
        expect(page.get_by_role("heading", name="Ilmoittautumisesi on peruttu")).to_be_visible()

        links = post(with_sign_up.data, sink, monkeypatch)
        offer = sink.taken[-1]
        assert str(offer["Subject"]).strip().startswith("Det finns en plats för dig")
        page.goto(path(2))
        page.get_by_role("button", name="Ta emot platsen").click()
        expect(page.get_by_text("Du har en plats på plats.")).to_be_visible()
        assert context.cookies() == []
    context.close()

    tab = desk.context.new_page()
    tab.goto(f"/admin/registrations/{with_sign_up.page_at(SESSION['fi']).pk}/")
    expect(tab.get_by_text("Paikan päällä: 1/1 paikkaa varattu")).to_be_visible()
    row = tab.locator("main tbody tr", has_text="Kokeilija 2")
    expect(row).to_contain_text("On saanut paikan")
    tab.screenshot(path=tmp_path / "list.png")
    tab.close()


@pytest.mark.parametrize(("language", "width"), [("fi", 1280), ("sv", 320)])
def test_pages_of_the_sign_up_are_accessible_quiet_and_private(
    language: str, width: int, browser: Browser, with_sign_up: Server, tmp_path: Path
) -> None:
    context = browser.new_context(base_url=with_sign_up.address, viewport={"width": width, "height": 900})
    watch = Watch(context)
    watch.read(SESSION[language])
    watch.page.locator("section[aria-labelledby=sign-up] .btn").click()
    expect(watch.page.locator("main form")).to_be_visible()
    looked_at(watch, tmp_path, f"form-{language}")
    watch.page.locator("main form .btn").click()
    expect(watch.page.get_by_role("alert")).to_be_visible()
    looked_at(watch, tmp_path, f"errors-{language}")
    sign_up(watch.page, language, 30 if language == "fi" else 31)
    expect(watch.page.locator("[role=status]")).to_be_visible()
    looked_at(watch, tmp_path, f"done-{language}")
    assert watch.kept() == {}
    assert watch.said == []
    context.close()


def looked_at(watch: Watch, folder: Path, name: str) -> None:
    """Nothing is wrong with a page in either scheme, and nothing sticks out."""
    assert watch.overflow() == []
    for scheme in ("light", "dark"):
        watch.page.emulate_media(color_scheme=scheme)
        watch.settle()
        watch.page.screenshot(path=folder / f"{name}-{scheme}.png", full_page=True)
        assert violations(watch.page) == []
