"""What a phone waits for: weight of a page and its largest contentful paint, in Chromium."""

import shutil
import statistics
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

ROUNDS = 5
CPU_SLOWDOWN = 4
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""Milliseconds, and bytes per second: the phone that Lighthouse assumes."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PAINTED = """() => new Promise(done => new PerformanceObserver(
    list => done(list.getEntries().at(-1).startTime)).observe({type: "largest-contentful-paint", buffered: true}))"""


class Seen(NamedTuple):
    """A page on a phone: seconds to the largest paint (median), kilobytes and requests."""

    paint: float
    kilobytes: float
    requests: int


def see(addresses: list[str]) -> list[Seen]:
    """Each address on a slow phone, every time with an empty cache."""
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        rounds = [[_look(browser, address) for address in addresses] for _ in range(ROUNDS)]
        browser.close()
    return [
        Seen(statistics.median(look.paint for look in looks), looks[0].kilobytes, looks[0].requests)
        for looks in zip(*rounds, strict=True)
    ]


def _look(browser: Browser, address: str) -> Seen:
    context = browser.new_context(viewport={"width": 375, "height": 667}, device_scale_factor=2)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="load")
    paint = page.evaluate(PAINTED)
    context.close()
    return Seen(paint / 1000, sum(sizes) / 1000, len(sizes))
