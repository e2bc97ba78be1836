"""What a scenario is built of."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.blocks.text import ParagraphBlock, QuoteBlock


class StoryBlock(blocks.StreamBlock):
    """The story of a scenario."""

    paragraph = ParagraphBlock()
    quote = QuoteBlock()


class TitledBlock(blocks.StructBlock):
    """A driver or a role: its name and what it means."""

    title = blocks.CharBlock(label=_("Title"), help_text=_("A few words."))
    text = blocks.TextBlock(label=_("Text"), help_text=_("One to three sentences."))

    class Meta:
        icon = "title"
        label = _("Titled text")
        description = _("A name and what it means.")
        template = "articles/blocks/titled.html"
        preview_value = {"title": "Väki vähenee", "text": "Kylässä on vähemmän tekijöitä kuin ennen."}


class PointBlock(blocks.StructBlock):
    """One point of a list."""

    text = blocks.CharBlock(label=_("Text"), help_text=_("One sentence."))

    class Meta:
        icon = "list-ul"
        label = _("Point")
        description = _("One sentence of a list.")
        template = "articles/blocks/point.html"
        preview_value = {"text": "Pieni yhdistys pääsee mukaan yhdelläkin päivällä viikossa."}


class Party(models.TextChoices):
    """For whom a scenario has consequences."""

    ASSOCIATION = "association", _("Association")
    MUNICIPALITY = "municipality", _("Municipality")
    JOBSEEKER = "jobseeker", _("Jobseeker")


class ConsequenceValue(blocks.StructValue):
    """Display logic of a consequence."""

    @property
    def party(self) -> str:
        """For whom, in the reader's language."""
        return str(Party(self["for_whom"]).label)


class ConsequenceBlock(blocks.StructBlock):
    """What a scenario would mean for one party."""

    for_whom = blocks.ChoiceBlock(choices=Party.choices, label=_("For whom"))
    text = blocks.TextBlock(label=_("Text"), help_text=_("One to three sentences."))

    class Meta:
        icon = "group"
        label = _("Consequence")
        description = _("What the scenario would mean for an association, a municipality or a jobseeker.")
        value_class = ConsequenceValue
        template = "articles/blocks/consequence.html"
        preview_value = {"for_whom": "association", "text": "Palkanlaskenta hoidetaan yhdessä."}
