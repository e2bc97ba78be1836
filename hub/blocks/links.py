"""Links: to a page of the hub or to an address elsewhere."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.l10n import links


class LinkValue(blocks.StructValue):
    """Where a link leads and what it says."""

    @property
    def target(self) -> links.LinkTarget | None:
        """The page in the reader's language; None without a page, or when nobody may read it."""
        return links.target(self["page"].pk) if self.get("page") else None

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
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
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
