"""Listening to a page while it is being read: what it says, asks for, keeps and moves."""

from playwright.sync_api import BrowserContext, Page, Response

SHIFTS = """
window.layoutShifts = [];
window.takeShifts = list => list.forEach(e => window.layoutShifts.push(
    [e.value, e.sources.map(s => [s.node?.nodeName, s.node?.className, s.previousRect, s.currentRect])]));
window.shiftObserver = new PerformanceObserver(list => takeShifts(list.getEntries()));
shiftObserver.observe({type: 'layout-shift', buffered: true});
"""
SETTLED = """async () => {
    await document.fonts.ready;
    await Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => {})));
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
IMAGES_IN = """() => [...document.images].every(image => {
    const {top, bottom} = image.getBoundingClientRect();
    return image.complete || image.loading === 'lazy' && (bottom < 0 || top > innerHeight);
})"""


class Watch:
    """A tab and everything it has said and asked for since it was opened."""

    def __init__(self, context: BrowserContext):
        self.context = context
        self.page: Page = context.new_page()
        self.page.add_init_script(SHIFTS)
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def read(self, path: str) -> Response:
        """Open a page and scroll through it to its end."""
        response = self.page.goto(path)
        self.settle()
        self.page.evaluate("scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'})")
        self.page.wait_for_function(IMAGES_IN)
        self.settle()
        self.page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        return response

    def settle(self) -> None:
        """Wait until fonts are in and nothing moves."""
        self.page.evaluate(SETTLED)

    def shifts(self) -> list:
        """Every layout shift, with what moved."""
        return self.page.evaluate("() => { takeShifts(shiftObserver.takeRecords()); return layoutShifts; }")

    def kept(self) -> dict[str, object]:
        """What the page has left in the browser."""
        found = {
            "cookies": self.context.cookies(),
            "storage": self.page.evaluate(
                "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
            ),
            "databases": self.page.evaluate(
                "async () => (await indexedDB.databases()).map(base => base.name)"
            ),
        }
        return {name: value for name, value in found.items() if value}

    def overflow(self) -> list[str]:
        """The elements that stick out at the right, when the page can be scrolled sideways."""
        return self.page.evaluate("""() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.body.querySelectorAll('*')]
                .filter(element => element.getBoundingClientRect().right > width + 1)
                .map(element => element.outerHTML.slice(0, 120));
        }""")
