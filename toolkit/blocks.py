"""What the toolkit's pages are built of: needs, steps and changes of a guide, groups of links, stages of a process."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from hub.blocks.curated_links import CuratedLinkBlock
from hub.blocks.facts import FactBlock, FactTextBlock
from hub.blocks.links import LinkBlock, LinkedPageBlock, PageValue
from hub.blocks.references import LawBlock
from hub.blocks.related import RelatedBlock
from hub.blocks.text import TEXT_FEATURES, DetailsBlock
from toolkit.lanes import Lane


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


class LevelBlock(blocks.StructBlock):
    """One level of a self-assessment's scale."""

    name = blocks.CharBlock(label=_("Name"), max_length=40, help_text=_("Two or three words: Osittain."))
    meaning = blocks.CharBlock(
        label=_("Meaning"), help_text=_("When one chooses this level, in one sentence.")
    )

    class Meta:
        icon = "order-up"
        label = _("Level")
        description = _("One level of the scale, from the lowest to the highest.")
        template = "toolkit/blocks/level.html"
        preview_value = {"name": "Osittain", "meaning": "Asiaa on mietitty, mutta jotakin puuttuu."}


class AreaBlock(blocks.StructBlock):
    """What is assessed together: statements, and what the association reads by how strong the area is."""

    title = blocks.CharBlock(
        label=_("Title"), max_length=60, help_text=_("What it is about, in a few words.")
    )
    why = blocks.RichTextBlock(
        label=_("Why"), features=TEXT_FEATURES, help_text=_("Why the association should look at this.")
    )
    statements = blocks.ListBlock(
        blocks.CharBlock(label=_("Statement to assess")),
        label=_("Statements"),
        min_num=1,
        help_text=_(
            "From four to six. A changed wording keeps its answers; for a new meaning, add a new one."
        ),
    )
    low = blocks.RichTextBlock(
        label=_("Feedback in the lowest third"),
        features=TEXT_FEATURES,
        help_text=_("What to do first. Encourage; blame nobody."),
    )
    middle = blocks.RichTextBlock(
        label=_("Feedback in the middle third"),
        features=TEXT_FEATURES,
        help_text=_("What is good already, and what to mend next."),
    )
    high = blocks.RichTextBlock(
        label=_("Feedback in the highest third"),
        features=TEXT_FEATURES,
        help_text=_("How to keep it up, or how to help others."),
    )
    guides = blocks.ListBlock(
        RelatedBlock(), label=_("Guides that help"), default=[], help_text=_("The most important first.")
    )

    class Meta:
        icon = "tasks"
        label = _("Area")
        description = _("Statements on one subject, with feedback and guides that help.")
        template = "toolkit/blocks/area.html"
        preview_value = {
            "title": "Raha",
            "why": "<p>Palkat maksetaan joka kuukausi, tuki tulee myöhemmin.</p>",
            "statements": ["Meillä on budjetti koko työsuhteen ajaksi."],
            "low": "<p>Tehkää ensin budjetti.</p>",
            "middle": "<p>Budjetti on hyvällä alulla.</p>",
            "high": "<p>Raha-asiat ovat kunnossa.</p>",
            "guides": [],
        }


class LinkGroupBlock(blocks.StructBlock):
    """Curated links on one subject."""

    title = blocks.CharBlock(label=_("Heading"), help_text=_("What the links are about."))
    text = blocks.CharBlock(
        label=_("Text"), required=False, help_text=_("When one needs them, in a sentence.")
    )
    links = blocks.ListBlock(CuratedLinkBlock(label=_("Curated link")), label=_("Curated links"))

    def get_preview_value(self):
        """A group with the first link of the site; without one while there is none."""
        link = self.child_blocks["links"].child_block.get_preview_value()
        return self.normalize({"title": "Palkkatuki", "text": "", "links": [link] if link else []})

    class Meta:
        icon = "list-ul"
        label = _("Group of links")
        description = _("A heading and the curated links that belong under it.")
        template = "toolkit/blocks/link_group.html"


class AnswerBlock(blocks.StructBlock):
    """One answer to the question of a step, and what follows from it."""

    answer = blocks.CharBlock(label=_("Answer"), help_text=_("For example: kyllä."))
    then = blocks.CharBlock(label=_("What follows"), help_text=_("Where to go on, in words."))

    class Meta:
        icon = "arrow-right"
        label = _("Answer")
        description = _("An answer to the question of a step, and what follows from it.")
        template = "toolkit/blocks/answer.html"
        preview_value = {"answer": "Kyllä", "then": "Yhdistys tekee työsopimuksen."}


class ProcessStepValue(PageValue):
    """Display logic of a step."""

    @property
    def party(self) -> str:
        """Who takes the step, in the reader's language."""
        return str(Lane(self["who"]).label)


PREVIEW_STEP: dict[str, object] = {
    "who": "client",
    "title": "Ensimmäinen yhteydenotto",
    "text": "<p>Asiakas ottaa yhteyttä itse tai jonkun kanssa.</p>",
    "question": "",
    "answers": [],
    "page": None,
}


class ProcessStepBlock(blocks.StructBlock):
    """One step of a process: who takes it, what is done, and what is decided."""

    who = blocks.ChoiceBlock(
        choices=Lane.choices, label=_("Who takes the step"), help_text=_("The one who sees to it.")
    )
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=70,
        help_text=_("What is done, in a few words; it stands in the diagram."),
    )
    text = blocks.RichTextBlock(
        features=TEXT_FEATURES,
        label=_("What happens"),
        help_text=_("In two or three sentences, for the list."),
    )
    question = blocks.CharBlock(
        label=_("Decision"),
        required=False,
        help_text=_("The question that is answered here. Leave empty when nothing is decided."),
    )
    answers = blocks.ListBlock(AnswerBlock(), label=_("Answers"), default=[])
    page = LinkedPageBlock(
        label=_("Page"), required=False, help_text=_("The guide that helps with this step.")
    )

    def clean(self, value):
        """Demand two answers or more to a question, and no answers without one."""
        cleaned = super().clean(value)
        question, answers = cleaned.get("question"), cleaned.get("answers") or []
        if question and len(answers) < 2:
            raise blocks.StructBlockValidationError(
                block_errors={"question": ValidationError(_("Give at least two answers to the question."))}
            )
        if answers and not question:
            raise blocks.StructBlockValidationError(
                block_errors={
                    "question": ValidationError(_("Write the question that the answers belong to."))
                }
            )
        return cleaned

    class Meta:
        icon = "user"
        label = _("Step of the process")
        description = _("Who takes the step, what happens and what is decided.")
        value_class = ProcessStepValue
        template = "toolkit/blocks/process_step.html"
        preview_value = PREVIEW_STEP


class StageBlock(blocks.StructBlock):
    """A stage of a process with its steps."""

    title = blocks.CharBlock(label=_("Title"), max_length=60, help_text=_("For example: sopiva paikka."))
    text = blocks.CharBlock(
        label=_("Aim"), required=False, help_text=_("What is in order when the stage is over.")
    )
    steps = blocks.ListBlock(ProcessStepBlock(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Stage")
        description = _("A stage of the process and its steps in order.")
        template = "toolkit/blocks/stage.html"
        preview_value = {
            "title": "Ensimmäinen yhteys",
            "text": "Asiakas tietää, kuka häntä auttaa.",
            "steps": [PREVIEW_STEP],
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
