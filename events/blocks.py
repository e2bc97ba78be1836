"""What a session page is built of: who organises and speaks, materials, chapters and slides."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from hub.blocks.links import LinkedPageBlock, LinkValue
from hub.blocks.timecode import TimecodeBlock


class OrganiserBlock(blocks.StructBlock):
    """An organisation that arranges the session."""

    name = blocks.CharBlock(label=_("Name"), help_text=_("The name of the organisation."))
    url = blocks.URLBlock(label=_("Address"), required=False, help_text=_("Begins with https://"))

    class Meta:
        icon = "group"
        label = _("Organiser")
        description = _("An organisation that arranges the session.")
        preview_value = {"name": "Hirvaskosken kyläyhdistys", "url": ""}


class SpeakerBlock(blocks.StructBlock):
    """A speaker, by role; a name only with the person's consent."""

    role = blocks.CharBlock(label=_("Role"), help_text=_("For example: työnantajaneuvoja."))
    organisation = blocks.CharBlock(
        label=_("Organisation"), required=False, help_text=_("On whose behalf the person speaks.")
    )
    name = blocks.CharBlock(label=_("Name"), required=False, help_text=_("Only with the person's consent."))

    class Meta:
        icon = "user"
        label = _("Speaker")
        description = _("A speaker by role and organisation.")
        preview_value = {"role": "Työnantajaneuvoja", "organisation": "Pakki-hanke", "name": ""}


class MaterialBlock(blocks.StructBlock):
    """Something to read or take along: a file, a page or an address elsewhere."""

    title = blocks.CharBlock(label=_("Title"), help_text=_("What it is."))
    document = DocumentChooserBlock(label=_("Document"), required=False)
    page = LinkedPageBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address elsewhere"), required=False, help_text=_("Begins with https://"))

    def clean(self, value):
        """Demand exactly one of document, page and address."""
        cleaned = super().clean(value)
        if sum(bool(cleaned.get(name)) for name in ("document", "page", "url")) != 1:
            raise blocks.StructBlockValidationError(
                block_errors={
                    "document": ValidationError(
                        _("Choose one of a document, a page and an address elsewhere.")
                    )
                }
            )
        return cleaned

    class Meta:
        icon = "doc-full"
        label = _("Material")
        description = _("A file, a page or an address that belongs to the session.")
        value_class = LinkValue
        template = "events/blocks/material.html"
        preview_value = {"title": "Palkkatuki Työmarkkinatorilla", "url": "https://tyomarkkinatori.fi"}


class ChapterBlock(blocks.StructBlock):
    """A titled moment of the recording."""

    time = TimecodeBlock()
    title = blocks.CharBlock(label=_("Title"), help_text=_("What the chapter is about."))

    class Meta:
        icon = "list-ol"
        label = _("Chapter")
        description = _("A moment of the recording that one can jump to.")
        preview_value = {"time": 12, "title": "Mitä palkkatuki on?"}


class SlideBlock(blocks.StructBlock):
    """A slide and the moment when it was shown."""

    time = TimecodeBlock()
    title = blocks.CharBlock(label=_("Title"), help_text=_("The heading of the slide."))
    image = ImageChooserBlock(label=_("Picture"))
    text = blocks.TextBlock(
        label=_("Text of the slide"),
        required=False,
        help_text=_("Everything that stands on the slide, for those who cannot see it."),
    )

    def get_preview_value(self):
        """The newest picture of the site; nothing while there is none."""
        image = self.child_blocks["image"].model_class.objects.last()
        return self.normalize({"time": 12, "title": image.title if image else "", "image": image, "text": ""})

    class Meta:
        icon = "image"
        label = _("Slide")
        description = _("A slide with the moment when it was shown and its text.")
