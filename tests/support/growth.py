"""Making five of everything, to see whether the number of queries grows with the content."""

import re
import uuid
from itertools import cycle
from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from hub.l10n.pages import published
from hub.models import HubDocument, HubImage, Menu
from tests.support.fields import children_of, stream_fields

TIMES = 5
PAGE_LINK = re.compile(r'(?<=<a linktype="page" id=")\d+')


class Grower:
    """Multiplies lists, and lets each copy point at another page, document and picture than the one before."""

    def __init__(self, language: str):
        pages = published().filter(depth__gt=2, locale__language_code=language)
        self.pages = cycle(pages.values_list("pk", flat=True))
        self.documents = cycle(HubDocument.objects.values_list("pk", flat=True))
        self.images = cycle(HubImage.objects.values_list("pk", flat=True))

    def rich_text(self, html: str) -> str:
        """The text five times, its page links leading to other pages each time."""
        return "".join(PAGE_LINK.sub(lambda match: str(next(self.pages)), html) for _ in range(TIMES))

    def value(self, block: blocks.Block, raw: Any) -> Any:
        """A block's raw value with five times as many items in each of its lists."""
        children = children_of(block)
        if isinstance(block, blocks.BaseStructBlock):
            return {name: self.value(child, raw.get(name)) for name, child in children.items()}
        if children:
            return [
                {**item, "id": str(uuid.uuid4()), "value": self.value(children[item["type"]], item["value"])}
                for item in (raw or []) * TIMES
            ]
        if not raw:
            return raw
        match block:
            case blocks.RichTextBlock():
                return PAGE_LINK.sub(lambda match: str(next(self.pages)), raw)
            case blocks.PageChooserBlock():
                return next(self.pages)
            case DocumentChooserBlock():
                return next(self.documents)
            case ImageChooserBlock():
                return next(self.images)
        return raw

    def fill(self, obj: Page | Menu) -> None:
        """Five times as much on one page or in one menu."""
        for field in obj._meta.get_fields():
            if isinstance(field, RichTextField):
                setattr(obj, field.name, self.rich_text(getattr(obj, field.name)))
        for field in stream_fields(type(obj)):
            raw = list(getattr(obj, field.name).raw_data)
            setattr(obj, field.name, field.to_python(self.value(field.stream_block, raw)))
        obj.save()


def grow(pages: list[Page]) -> None:
    """Five times as many pages of each kind that is listed, then five times as much on each of `pages`.

    The menus of their language grow too.
    """
    language = pages[0].locale.language_code
    for page in published().filter(depth__gt=2, numchild=0, locale__language_code=language).specific():
        for number in range(1, TIMES):
            page.copy(update_attrs={"slug": f"{page.slug}-{number}"}, copy_revisions=False)
    grower = Grower(language)
    for obj in [*pages, *Menu.objects.filter(locale__language_code=language)]:
        grower.fill(obj)
