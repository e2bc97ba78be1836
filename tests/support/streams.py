"""Walking through the raw values of StreamFields."""

from collections.abc import Iterator
from typing import Any

from wagtail import blocks

from hub.blocks.untranslated import UntranslatedMixin
from tests.support.fields import children_of


def is_text(block: blocks.Block) -> bool:
    """Whether the block's value is a text for the translator."""
    texts = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)
    return isinstance(block, texts) and not isinstance(block, UntranslatedMixin)


def leaves(block: blocks.Block, raw: Any, path: str) -> Iterator[tuple[str, blocks.Block, Any]]:
    """Every value inside a block with its path; the ids and types of items count as values of their list."""
    children = children_of(block)
    if isinstance(block, blocks.BaseStructBlock):
        for name, child in children.items():
            yield from leaves(child, raw.get(name), f"{path}/{name}")
    elif children:
        yield path, block, [(item["type"], item["id"]) for item in raw or []]
        for item in raw or []:
            yield from leaves(children[item["type"]], item["value"], f"{path}/{item['id']}")
    else:
        yield path, block, raw
