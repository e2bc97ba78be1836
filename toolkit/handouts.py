"""Guides on paper: what is handed out of one guide, or of all guides of a topic, read in as many queries as of one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from wagtail.blocks import StreamValue

from hub.facts.wording import said_of
from hub.l10n import links

if TYPE_CHECKING:
    from hub.models.base import HubPage
    from toolkit.models import GuidePage


class Handout(NamedTuple):
    """A guide with its steps, and with what has happened to its numbers since its last check, in sentences."""

    guide: "GuidePage"
    steps: Sequence[StreamValue.StreamChild]
    alerts: list[str]

    @property
    def checklist(self) -> list[str]:
        """What to tick off, with the keys of facts in braces."""
        return [text for step in self.steps for text in step.value["checklist"]]


def handouts_of(page: "HubPage", guides: Sequence["GuidePage"]) -> list[Handout]:
    """The handouts of `guides`, which are shown on `page`, in their order.

    The steps of all guides are made into one stream, because a stream reads its documents and facts together.
    """
    if not guides:
        return []
    links.prepare(page, guides)
    facts = links.facts_named_by(guides)
    raw = [step for guide in guides for step in guide.steps.raw_data]
    steps = iter(StreamValue(guides[0].steps.stream_block, raw, is_lazy=True))
    return [
        Handout(
            guide,
            [next(steps) for _ in range(len(guide.steps))],
            [said_of(alert) for alert in guide.fact_alerts(facts[guide.pk])],
        )
        for guide in guides
    ]
