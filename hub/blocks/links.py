"""Links: to a page of the hub or to an address elsewhere."""

from collections.abc import Sequence
from copy import copy

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.l10n import links


class LinkedPageBlock(blocks.PageChooserBlock):
    """A page to link to, which costs a reader no query: the pages around a page are read together."""

    def bulk_to_python(self, values: Sequence[int | None]) -> list:
        """The pages in the order of their primary keys `values`; None for those that are gone."""
        linked = links.linked_pages()
        if linked is None or not linked.keys() >= {pk for pk in values if pk}:
            return super().bulk_to_python(values)
        return [copy(linked[pk]) if pk else None for pk in values]

    def deconstruct(self) -> tuple:
        """As Wagtail's block: for the database there is no difference."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs


class PageValue(blocks.StructValue):
    """Something that may have a `page`."""

    @cached_property
    def target(self) -> links.LinkTarget | None:
        """The page in the reader's language; None without a page, or when nobody may read it."""
        return links.target(self["page"].pk) if self.get("page") else None


class LinkValue(PageValue):
    """Where a link leads and what it says."""

    @property
    def href(self) -> str:
        """The address; empty when nobody may read the page."""
        if self.get("page"):
            return self.target.url if self.target else ""
        return self.get("url") or ""

    @property
    def is_external(self) -> bool:
        """Whether the link leaves the hub."""
        return not self.get("page")


class LinkBlock(blocks.StructBlock):
    """A link with its own text."""

    text = blocks.CharBlock(
        label=_("Link text"), help_text=_("Says where the link leads also when read on its own.")
    )
    page = LinkedPageBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address elsewhere"), required=False, help_text=_("Begins with https://"))

    def clean(self, value):
        """Demand exactly one of page and address."""
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            message = _("Choose either a page or an address elsewhere.")
            raise blocks.StructBlockValidationError(block_errors={"page": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "link"
        label = _("Link")
        description = _("A link to a page of this site or to another site.")
        value_class = LinkValue
        template = "blocks/link.html"
        preview_value = {"text": "Palkkatuki Työmarkkinatorilla", "url": "https://tyomarkkinatori.fi"}
