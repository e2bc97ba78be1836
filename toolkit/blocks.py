"""What a guide is built of: the things one needs, the steps, and what has changed in them."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from hub.blocks.facts import FactBlock, FactTextBlock
from hub.blocks.links import LinkBlock, LinkedPageBlock, PageValue
from hub.blocks.references import LawBlock
from hub.blocks.text import TEXT_FEATURES, DetailsBlock


class Doer(models.TextChoices):
    """Who in the association carries out a step."""

    BOARD = "board", _("Board")
    CHAIR = "chair", _("Chair")
    SUPERVISOR = "supervisor", _("Supervisor")
    PAYROLL = "payroll", _("Payroll clerk")
    TREASURER = "treasurer", _("Treasurer")
    EMPLOYEE = "employee", _("Employee")


class NeedBlock(blocks.StructBlock):
    """Something to have at hand before starting."""

    text = blocks.CharBlock(label=_("What is needed"), help_text=_("A thing or a piece of information."))
    page = LinkedPageBlock(label=_("Page"), required=False, help_text=_("The page where one gets it."))

    class Meta:
        icon = "clipboard-list"
        label = _("What is needed")
        description = _("Something to have at hand before starting.")
        value_class = PageValue
        template = "toolkit/blocks/need.html"
        preview_value = {"text": "Hallituksen päätös palkkaamisesta"}


class FormBlock(blocks.StructBlock):
    """A paper to fill in."""

    document = DocumentChooserBlock(label=_("Document"))
    note = blocks.CharBlock(
        label=_("Note"), required=False, help_text=_("What the paper is for, in a few words.")
    )

    def get_preview_value(self):
        """The newest document of the site; nothing while there is none."""
        document = self.child_blocks["document"].model_class.objects.last()
        return self.normalize({"document": document, "note": ""})

    class Meta:
        icon = "doc-full"
        label = _("Form")
        description = _("A document to fill in, shown with its type, size and language.")
        template = "toolkit/blocks/form.html"


class StepValue(blocks.StructValue):
    """Display logic of a step."""

    @property
    def doers(self) -> list[str]:
        """Who does it, as words in the reader's language."""
        return [str(Doer(value).label) for value in self["who"]]

    @property
    def toc_title(self) -> str:
        """The title in the list of contents."""
        return self["short_title"] or self["title"]


class StepBlock(blocks.StructBlock):
    """One step of a guide."""

    title = blocks.CharBlock(label=_("Title"), help_text=_("An imperative: what to do."))
    short_title = blocks.CharBlock(
        label=_("Short title"), required=False, max_length=40, help_text=_("For the list of contents.")
    )
    why = blocks.RichTextBlock(
        label=_("Why"), features=TEXT_FEATURES, required=False, help_text=_("The reason or the worry.")
    )
    todo = blocks.RichTextBlock(
        label=_("What to do"), features=TEXT_FEATURES, help_text=_("One idea in each sentence.")
    )
    who = blocks.MultipleChoiceBlock(
        label=_("Who does it"),
        choices=Doer.choices,
        required=False,
        help_text=_("Everyone who takes part."),
    )
    by_when = FactTextBlock(
        label=_("By when"), required=False, help_text=_("For example: ennen ensimmäistä työpäivää.")
    )
    example_title = blocks.CharBlock(
        label=_("Heading of the example"),
        required=False,
        help_text=_("For example: näin sen voi kirjoittaa."),
    )
    example_text = blocks.RichTextBlock(
        label=_("Example"), features=TEXT_FEATURES, required=False, help_text=_("Invented people only.")
    )
    facts = blocks.ListBlock(FactBlock(), label=_("Numbers of law and money"), default=[], collapsed=True)
    details = blocks.ListBlock(DetailsBlock(), label=_("More on request"), default=[], collapsed=True)
    checklist = blocks.ListBlock(
        FactTextBlock(label=_("To tick off")),
        label=_("Checklist"),
        default=[],
        help_text=_("Facts that one can see to be done; gathered at the end of the guide."),
    )
    forms = blocks.ListBlock(FormBlock(), label=_("Forms"), default=[], collapsed=True)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), default=[], collapsed=True)
    laws = blocks.ListBlock(LawBlock(), label=_("Law references"), default=[], collapsed=True)

    class Meta:
        icon = "list-ol"
        label = _("Step")
        description = _("What to do, why, who does it and by when.")
        value_class = StepValue
        template = "toolkit/blocks/step.html"
        preview_value = {
            "title": "Kirjatkaa päätös pöytäkirjaan",
            "short_title": "Päätös pöytäkirjaan",
            "why": "<p>Työnantaja on yhdistys, ei puheenjohtaja.</p>",
            "todo": "<p>Siksi palkkaamisesta päättää hallitus.</p>",
            "who": ["board"],
            "by_when": "Ennen työpaikkailmoitusta",
            "example_title": "",
            "example_text": "",
            "facts": [],
            "details": [],
            "checklist": [],
            "forms": [],
            "links": [],
            "laws": [],
        }


class ChangeBlock(blocks.StructBlock):
    """What a guide says since a day, told to those who have read it before."""

    day = blocks.DateBlock(label=_("Day"), help_text=_("When the text changed."))
    text = FactTextBlock(
        label=_("What has changed"),
        max_length=250,
        help_text=_("One sentence on what the reader should now do or know otherwise."),
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse days to come: the text has not changed yet."""
        cleaned = super().clean(value)
        if cleaned["day"] > timezone.localdate():
            message = _("This day is still to come. Add the line when the text has changed.")
            raise blocks.StructBlockValidationError(block_errors={"day": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "history"
        label = _("Change")
        description = _("A change in substance, with its day. Not for mended spelling.")
        template = "toolkit/blocks/change.html"
        preview_value = {"day": datetime.date(2026, 1, 1), "text": "Palkkatukea haetaan työllisyysalueelta."}
