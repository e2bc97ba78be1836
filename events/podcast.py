"""A podcast feed: RSS 2.0 with what podcast programs ask for beside it."""

from typing import NamedTuple

from django.utils.feedgenerator import Rss201rev2Feed

CATEGORY, SUBCATEGORY = "Education", "How To"
"""Apple's names for what the recordings are."""


class Transcript(NamedTuple):
    """The captions of an episode in a language."""

    url: str
    language: str


class PodcastFeed(Rss201rev2Feed):
    """Takes `author` and `picture` (an address) of the whole, and `seconds` and `transcripts` of each entry."""

    def rss_attributes(self) -> dict[str, str]:
        """Django's namespaces and those of podcasts."""
        return {
            **super().rss_attributes(),
            "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
        }

    def add_root_elements(self, handler) -> None:
        """Django's elements, then what a directory of podcasts shows."""
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:author", self.feed["author"])
        handler.addQuickElement("itunes:type", "episodic")
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:image", attrs={"href": self.feed["picture"]})
        handler.startElement("itunes:category", {"text": CATEGORY})
        handler.addQuickElement("itunes:category", attrs={"text": SUBCATEGORY})
        handler.endElement("itunes:category")

    def add_item_elements(self, handler, item) -> None:
        """Django's elements, then the length and the captions."""
        super().add_item_elements(handler, item)
        if item["seconds"]:
            handler.addQuickElement("itunes:duration", str(item["seconds"]))
        handler.addQuickElement("itunes:explicit", "false")
        for transcript in item["transcripts"]:
            handler.addQuickElement(
                "podcast:transcript",
                attrs={
                    "url": transcript.url,
                    "type": "text/vtt",
                    "language": transcript.language,
                    "rel": "captions",
                },
            )
