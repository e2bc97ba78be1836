"""What a text rests on: law references, sources of a page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.blocks.untranslated import UntranslatedCharBlock


class Certainty(models.TextChoices):
    """Whether a statement was found in its source or still has to be checked."""

    FOUND = "found", _("Found in the source")
    TO_CHECK = "to_check", _("To be checked")


class CertaintyValue(blocks.StructValue):
    """Tells the template whether to mark the statement."""

    @property
    def is_to_check(self) -> bool:
        """Whether the reader must be told to check this."""
        return self.get("status") == Certainty.TO_CHECK


class LawBlock(blocks.StructBlock):
    """A reference to an act, down to its section."""

    act = blocks.CharBlock(label=_("Act"), help_text=_("For example työsopimuslaki."))
    number = UntranslatedCharBlock(label=_("Number"), max_length=20, help_text=_("For example 55/2001."))
    section = blocks.CharBlock(label=_("Section"), required=False, help_text=_("For example 2 luku 4 §."))
    url = blocks.URLBlock(label=_("Address in Finlex"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Law reference")
        description = _("An act with its number, section and address.")
        template = "blocks/law.html"
        preview_value = {
            "act": "Työsopimuslaki",
            "number": "55/2001",
            "section": "2 luku 4 §",
            "url": "https://www.finlex.fi",
        }


class SourceBlock(blocks.StructBlock):
    """A source of a whole page, with its age."""

    title = blocks.CharBlock(label=_("Title"), help_text=_("The name of the page or publication."))
    publisher = blocks.CharBlock(label=_("Publisher"), help_text=_("Who answers for it."))
    url = blocks.URLBlock(label=_("Address"), required=False)
    dated = UntranslatedCharBlock(
        label=_("Age of the source"),
        required=False,
        max_length=40,
        help_text=_("The date or year of the text as it was read."),
    )
    note = blocks.CharBlock(
        label=_("Note"), required=False, help_text=_("What it was used for, or what is in doubt.")
    )
    status = blocks.ChoiceBlock(
        choices=Certainty.choices,
        default=Certainty.FOUND,
        label=_("Certainty"),
        help_text=_("What has to be checked is shown to the reader as such."),
    )

    class Meta:
        icon = "doc-full-inverse"
        label = _("Source")
        description = _("Where the facts of this page come from, and how old the source is.")
        value_class = CertaintyValue
        template = "blocks/source.html"
        preview_value = {
            "title": "Palkkatuki",
            "publisher": "Työmarkkinatori",
            "url": "https://tyomarkkinatori.fi",
            "dated": "2024",
            "note": "",
            "status": "found",
        }
