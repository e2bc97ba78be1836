"""What search engines read of a guide: plain dicts of schema.org."""

from typing import TYPE_CHECKING

from hub.seo.structured_data import filled, work
from hub.seo.text import plain_text

if TYPE_CHECKING:
    from toolkit.models import GuidePage


def how_to(page: "GuidePage") -> dict:
    """The guide's steps in order, each with its place on the page, and what one needs for them."""
    return filled(
        {
            **work(page, "HowTo"),
            "supply": [{"@type": "HowToSupply", "name": need.value["text"]} for need in page.needs],
            "step": [
                {
                    "@type": "HowToStep",
                    "position": number,
                    "name": step.value["title"],
                    "text": plain_text(step.value["todo"].source),
                    "url": f"{page.full_url}#step-{number}",
                }
                for number, step in enumerate(page.steps, start=1)
            ],
        }
    )
