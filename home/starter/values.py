"""From the text files' values to what fields and StreamField blocks hold: pure where the database is not needed."""

import datetime
import re
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import markdown
from django.utils import timezone
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from hub.blocks.curated_links import CuratedLinkBlock
from hub.blocks.timecode import TimecodeBlock
from hub.models import FactValue

NAMESPACE = uuid.UUID("6f1d2f6e-6c0b-5b0e-9a51-5f3a3b6b7c11")
"""Makes block ids from the ids in the files: the same file always gives the same ids."""

PAGE_LINK = re.compile(r'<a href="page:([a-z0-9-]+)">')
FACT_LINK = re.compile(r'<a href="fact:([a-z0-9-]+)">')


class References:
    """Primary keys of what the files name: facts, curated links and pages by key, files by their names.

    An unknown page is None on the first pass, when not every page exists yet.
    """

    def __init__(self) -> None:
        self.facts: dict[str, int] = {}
        self.curated_links: dict[str, int] = {}
        self.pages: dict[str, int] = {}
        self.documents: dict[str, int] = {}
        self.images: dict[str, int] = {}


def in_language(value: Any, language: str) -> Any:
    """The text of one language where the file gives several; any other value as it is."""
    if isinstance(value, Mapping) and set(value) >= {"fi", "sv"}:
        return (value[language] or "").strip()
    return value


def rich_text(text: str, references: References) -> str:
    """Markdown as Wagtail's rich text with its `page:` and `fact:` links. Raises KeyError for an unknown fact."""
    html = markdown.markdown(text)
    html = FACT_LINK.sub(lambda match: f'<a linktype="fact" id="{references.facts[match[1]]}">', html)
    return PAGE_LINK.sub(lambda match: f'<a linktype="page" id="{references.pages.get(match[1], 0)}">', html)


def fact_value(value: Mapping, source: Mapping) -> FactValue:
    """One value of a fact; its number is given as a text, so that no digit changes."""
    note = value.get("note", {"fi": "", "sv": ""})
    return FactValue(
        amount=Decimal(value["amount"]) if "amount" in value else None,
        valid_from=value["from"],
        valid_until=value.get("until"),
        check_by=value.get("check_by"),
        status=value["status"],
        source_title=source["title"],
        source_publisher=source["publisher"],
        source_url=source["url"],
        retrieved_on=source["read"],
        note_fi=note["fi"],
        note_sv=note["sv"],
    )


def local_support_fields(entry: Mapping) -> dict[str, Any]:
    """The fields of a local support: texts in both languages and the source are nested in the file."""
    fields = {name: value for name, value in entry.items() if not isinstance(value, Mapping)}
    if "amount" in fields:
        fields["amount"] = Decimal(fields["amount"])
    for name in ("name", "conditions", "deadline"):
        fields |= {f"{name}_{language}": text for language, text in entry.get(name, {}).items()}
    return fields | {f"source_{name}": value for name, value in entry["source"].items()}


def day(value: Any, today: datetime.date) -> datetime.date | None:
    """A date given as such or as `{days: n}` from `today`."""
    if isinstance(value, Mapping):
        return today + datetime.timedelta(days=value["days"])
    return value


def moment(value: Mapping, today: datetime.date) -> datetime.datetime:
    """A Finnish time given as `{days: n, time: "17:30"}` from `today`."""
    return timezone.make_aware(
        datetime.datetime.combine(
            today + datetime.timedelta(days=value["days"]), datetime.time.fromisoformat(value["time"])
        )
    )


class StreamBuilder:
    """Builds the raw value of StreamFields of one page in one language."""

    def __init__(self, key: str, language: str, references: References):
        self.key = key
        self.language = language
        self.references = references

    def stream(self, block: blocks.StreamBlock, items: list[Mapping], path: str) -> list[dict]:
        """A StreamField's raw value. An item names its block type where there are several."""
        only = next(iter(block.child_blocks)) if len(block.child_blocks) == 1 else None
        raw = []
        for item in items or []:
            name = only or item["type"]
            item_path = f"{path}/{item['id']}"
            raw.append(
                {
                    "type": name,
                    "id": self._id(item_path),
                    "value": self._item(block.child_blocks[name], item, item_path),
                }
            )
        return raw

    def _id(self, path: str) -> str:
        return str(uuid.uuid5(NAMESPACE, f"{self.key}/{path}"))

    def _item(self, block: blocks.Block, item: Mapping, path: str) -> Any:
        """The value of a list's or stream's item: a struct from the item itself, anything else from its text."""
        if isinstance(block, blocks.StructBlock):
            return {
                name: self._value(child, item.get(name), f"{path}/{name}")
                for name, child in block.child_blocks.items()
            }
        return self._value(block, item["text"], path)

    def _value(self, block: blocks.Block, value: Any, path: str) -> Any:
        match block:
            case blocks.ListBlock():
                return [
                    {
                        "type": "item",
                        "id": self._id(f"{path}/{item['id']}"),
                        "value": self._item(block.child_block, item, f"{path}/{item['id']}"),
                    }
                    for item in value or []
                ]
            case blocks.RichTextBlock():
                return rich_text(in_language(value or "", self.language), self.references)
            case blocks.PageChooserBlock():
                return self.references.pages.get(value) if value else None
            case CuratedLinkBlock():
                return self.references.curated_links[value]
            case SnippetChooserBlock():
                return self.references.facts[value] if value else None
            case DocumentChooserBlock():
                return self.references.documents[value] if value else None
            case ImageChooserBlock():
                return self.references.images[value] if value else None
            case blocks.MultipleChoiceBlock():
                return value or []
            case blocks.IntegerBlock():
                return value
            case TimecodeBlock():
                return value
            case _:
                return in_language("" if value is None else value, self.language)
