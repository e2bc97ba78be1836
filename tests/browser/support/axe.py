"""axe-core in a page."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
MUST_RUN = {"color-contrast", "target-size"}
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {rule: {"enabled": True} for rule in MUST_RUN},
    "resultTypes": ["violations"],
}


def violations(page: Page) -> list[str]:
    """What axe finds wrong: one line for each element, with rule, selector and reason."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    results = page.evaluate("options => axe.run(options)", OPTIONS)
    ran = {
        rule["id"]
        for kind in ("passes", "violations", "incomplete", "inapplicable")
        for rule in results[kind]
    }
    assert ran >= MUST_RUN
    return [
        f"{rule['id']}: {node['target']}: {node['failureSummary']}"
        for rule in results["violations"]
        for node in rule["nodes"]
    ]
