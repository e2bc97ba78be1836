"""The editor's hands: Wagtail's admin in Finnish, as the generated administrator.

Fields are found by their names and blocks by their paths, so that no wording of Pakki's stands here.
"""

import re
from collections.abc import Mapping

from django.conf import settings
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.browser.support.server import Server
from tests.browser.support.work import GUIDE, SCENARIO, SESSION, Published, Text

RECORDING = settings.BASE_DIR / "home" / "starter" / "recordings" / "subsidy"


class Desk:
    """The browser of a person who works in the admin."""

    def __init__(self, context: BrowserContext, site: Server):
        self.context = context
        self.site = site
        self.stopped: list[str] = []
        """What the content security policy has kept the admin from doing."""
        context.on("console", self._listen)

    def _listen(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Permissions-Policy" in message.text:
            self.stopped.append(f"{message.page.url if message.page else ''}: {message.text}")

    def sign_in(self) -> None:
        """Sign in through the form, with the password that `set_up` printed."""
        page = self.context.new_page()
        page.goto("/admin/")
        page.locator("[name=username]").fill("admin")
        page.locator("[name=password]").fill(self.site.password)
        page.locator("form [type=submit]").click()
        page.wait_for_url(re.compile("/admin/$"))
        page.close()

    def choose_language(self, code: str) -> None:
        """Let the admin speak a language, through the account page."""
        page = self.context.new_page()
        page.goto("/admin/account/")
        page.locator("[name=locale-preferred_language]").select_option(code)
        page.locator("main form footer [type=submit]").click()
        expect(page.locator("html")).to_have_attribute("lang", code)
        page.close()

    def add_page_under(self, path: str, kind: str) -> "PageForm":
        """The form of a new page of a kind, such as `toolkit/guidepage`, under the page at `path`."""
        tab = self.context.new_page()
        tab.goto(f"/admin/pages/add/{kind}/{self.site.page_at(path).pk}/")
        return PageForm(tab)


class PageForm:
    """Wagtail's page editor."""

    def __init__(self, tab: Page):
        self.tab = tab
        self.form = tab.locator("#w-editor-form, [data-edit-form]").first

    def field(self, name: str) -> Locator:
        """The input with a name such as `steps-0-value-title`."""
        return self.form.locator(f"[name='{name}']")

    def block(self, path: str) -> Locator:
        """The part of the form at a content path such as `steps checklist`."""
        return self.form.locator(" ".join(f"[data-contentpath='{part}']" for part in path.split())).first

    def write(self, texts: Mapping[str, Text]) -> None:
        """Write the Finnish texts into the plain fields of their names."""
        for name, text in texts.items():
            self.field(name).fill(text.fi)

    def write_rich(self, path: str, text: str) -> None:
        """Write into the rich text editor at a content path."""
        editor = self.block(path).get_by_role("textbox").first
        editor.click()
        expect(editor).to_be_focused()  # A busy machine draws the editor before it listens.
        editor.press_sequentially(text)

    def choose(self, path: str, title: str) -> None:
        """Choose the thing of that title in the chooser at a content path."""
        self.block(path).locator(".chooser__choose-button").first.click()
        self.tab.locator(".modal-body").get_by_role("link", name=title, exact=True).click()
        expect(self.block(path).get_by_text(title)).to_be_visible()

    def add(self, path: str, icon: str | None = None) -> None:
        """Add a block at the end of a stream; `icon` tells which when there is a choice."""
        self.block(path).locator(".c-sf-add-button").last.click()
        if icon:
            self.tab.get_by_role("option").filter(has=self.tab.locator(f"use[href='#icon-{icon}']")).click()

    def publish(self) -> None:
        """Press “publish”, whatever comes of it.

        Not before Wagtail has autosaved what was written, or said that it cannot: it notices a change within
        1.1 s, and a new page that is published while its own draft is being saved finds its address taken.
        """
        self.tab.wait_for_timeout(1200)
        indicator = self.tab.locator("#w-autosave-indicator")
        expect(indicator).not_to_have_attribute("data-w-autosave-state-value", "saving")
        self.form.locator("footer .w-dropdown__toggle").last.click()
        with self.tab.expect_response(lambda response: response.request.is_navigation_request()):
            self.tab.locator("[name=action-publish]").click()
        self.tab.wait_for_load_state()

    def published(self) -> tuple[int, str]:
        """The number and the address of the page that has just been published."""
        expect(self.tab.locator(".messages .success")).to_be_visible()
        links = self.tab.locator(".messages .success a").evaluate_all("links => links.map(a => a.href)")
        pk = next(found[1] for link in links if (found := re.search(r"/pages/(\d+)/edit/", link)))
        path = next(found[0] for link in links if (found := re.search(r"(?<=\d)/fi/.*$", link)))
        self.tab.close()
        return int(pk), path


def publish_guide(desk: Desk) -> Published:
    """Write and publish a guide with one step."""
    form = desk.add_page_under("/fi/tyokalut/rekrytointi/", "toolkit/guidepage")
    texts = dict(GUIDE)
    form.add("steps")
    form.add("steps checklist")
    form.write_rich("steps todo", texts["steps-0-value-todo"].fi)
    form.write({name: text for name, text in texts.items() if name != "steps-0-value-todo"})
    form.field("phase").select_option(index=2)
    form.publish()
    return Published(*form.published(), texts)


def publish_session(desk: Desk) -> Published:
    """Write and publish a recorded info session; the video and its captions are uploaded on the way."""
    form = desk.add_page_under("/fi/infot/", "events/sessionpage")
    form.write({name: SESSION[name] for name in ("title", "lead")})
    form.choose("theme", "Yhdistys työnantajana")
    form.field("starts_at").fill("2.9.2026 17.30")
    form.field("ends_at").fill("2.9.2026 18.30")
    form.write_rich("description", SESSION["description"].fi)
    upload_recording(form, "Kesätyö kylällä")
    for number, time in enumerate(["0:05", "0:39"]):
        form.add("chapters")
        form.field(f"chapters-{number}-value-time").fill(time)
        name = f"chapters-{number}-value-title"
        form.write({name: SESSION[name]})
    form.publish()
    return Published(*form.published(), dict(SESSION))


def upload_recording(form: PageForm, title: str, *, poster: bool = True) -> None:
    """Upload a video with captions in both languages through the chooser, and choose it."""
    form.block("recording").locator("[data-chooser-action-choose], .chooser__choose-button").first.click()
    form.tab.locator("#tab-label-upload-video").click()
    upload = form.tab.locator("form.media-upload")
    upload.locator("[name$='-title']").fill(title)
    upload.locator("[name$='-file']").set_input_files(RECORDING / "recording.mp4")
    upload.locator("[name$='-duration']").fill("76")
    if poster:
        upload.locator("[name$='-thumbnail']").set_input_files(RECORDING / "poster.webp")
    for language in ("fi", "sv"):
        upload.locator(f"[name$='-captions_{language}']").set_input_files(
            RECORDING / f"captions-{language}.vtt"
        )
    upload.locator("[type=submit]").click()
    expect(form.block("recording").get_by_text(title)).to_be_visible()


def publish_scenario(desk: Desk) -> Published:
    """Write and publish a scenario."""
    form = desk.add_page_under("/fi/skenaariot/", "articles/scenariopage")
    form.add("story", icon="pilcrow")
    form.write_rich("story", SCENARIO["story-0-value"].fi)
    for stream in ("drivers", "roles", "opportunities", "threats", "consequences", "signs", "questions"):
        form.add(stream)
    form.write({name: text for name, text in SCENARIO.items() if name != "story-0-value"})
    form.field("consequences-0-value-for_whom").select_option("association")
    form.field("number").fill("9")
    form.field("horizon").fill("2040")
    form.publish()
    return Published(*form.published(), dict(SCENARIO))
