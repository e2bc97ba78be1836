"""A page worth reading next, at a certain moment when it is a recording."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.blocks.links import LinkedPageBlock, PageValue
from hub.blocks.timecode import TimecodeBlock


class RelatedValue(PageValue):
    """The page in the reader's language."""

    @property
    def href(self) -> str:
        """The address, with the moment when there is one."""
        if self.target is None:
            return ""
        return f"{self.target.url}?t={self['time']}#player" if self["time"] else self.target.url


class RelatedBlock(blocks.StructBlock):
    """A page to go on to."""

    page = LinkedPageBlock(label=_("Page"))
    note = blocks.CharBlock(
        label=_("Note"), required=False, help_text=_("What one finds there, in a few words.")
    )
    time = TimecodeBlock(
        label=_("Moment of the recording"),
        required=False,
        help_text=_("Where the recording starts, for example 12:40."),
    )

    def get_preview_value(self):
        """The newest published page; nothing while there is none."""
        page = self.child_blocks["page"].model_class.objects.live().last()
        return self.normalize({"page": page, "note": page.title if page else "", "time": None})

    class Meta:
        icon = "link"
        label = _("Related page")
        description = _("A page to go on to, or a moment of a recording.")
        value_class = RelatedValue
        template = "blocks/related.html"
