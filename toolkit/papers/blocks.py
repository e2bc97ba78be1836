"""What a paper is built of, as an editor puts it together: sections of fields, wording help, signatures."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.blocks.facts import FactParagraphsBlock, FactTextBlock
from hub.blocks.untranslated import UntranslatedCharBlock, UntranslatedMixin


class Kind(models.TextChoices):
    """How a field is answered."""

    LINE = "line", _("One line")
    TEXT = "text", _("Several lines")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")
    CHOICE = "choice", _("One of several")
    CHOICES = "choices", _("Any of several")
    CHECKLIST = "checklist", _("List to tick off, all of it on the paper")


CHOOSING = (Kind.CHOICE, Kind.CHOICES, Kind.CHECKLIST)
MANY = (Kind.CHOICES, Kind.CHECKLIST)
NAME = RegexValidator(r"^[a-z][a-z0-9-]{0,39}\Z", _("Use small letters a to z, digits and hyphens."))


class UntranslatedChoiceBlock(UntranslatedMixin, blocks.ChoiceBlock):
    """A choice that is the same in every language."""


class UntranslatedBooleanBlock(UntranslatedMixin, blocks.BooleanBlock):
    """A yes or no that is the same in every language."""


class PaperFieldBlock(blocks.StructBlock):
    """A question with its answer on the paper."""

    name = UntranslatedCharBlock(
        label=_("Name"),
        max_length=40,
        validators=[NAME],
        help_text=_(
            "For the computer, in small letters. Fields of the same name in other papers are filled with the same "
            "answer, for example association or employee."
        ),
    )
    label = blocks.CharBlock(
        label=_("Label"), max_length=120, help_text=_("Stands on the page and on the paper.")
    )
    hint = FactTextBlock(
        label=_("Help"), required=False, max_length=300, help_text=_("How to answer, in a sentence or two.")
    )
    example = blocks.TextBlock(
        label=_("Example"),
        required=False,
        help_text=_(
            "What an invented association answers; one of the choices word for word, or one on each line."
        ),
    )
    kind = UntranslatedChoiceBlock(label=_("Kind of answer"), choices=Kind.choices, default=Kind.LINE)
    options = blocks.ListBlock(
        blocks.CharBlock(label=_("Choice"), max_length=200),
        label=_("Choices"),
        default=[],
        help_text=_("Only where one or several are chosen."),
    )
    unit = blocks.CharBlock(
        label=_("Unit"),
        required=False,
        max_length=30,
        help_text=_("After a number, for example euroa kuukaudessa."),
    )
    is_required = UntranslatedBooleanBlock(
        label=_("Belongs on the paper"),
        required=False,
        help_text=_("The reader is told before the download when it is missing."),
    )
    is_personal = UntranslatedBooleanBlock(
        label=_("Personal data"),
        required=False,
        help_text=_("Marked on the page, so that the paper is kept safe."),
    )
    law = blocks.CharBlock(
        label=_("Law that asks for it"), required=False, max_length=80, help_text=_("For example TSL 2:4.")
    )

    class Meta:
        icon = "edit"
        label = _("Field")
        description = _("A question with its answer on the paper.")
        preview_value = {
            "name": "association",
            "label": "Yhdistyksen nimi",
            "hint": "",
            "example": "",
            "kind": "line",
            "options": [],
            "unit": "",
            "is_required": True,
            "is_personal": False,
            "law": "",
        }

    def clean(self, value):
        """Demand choices exactly where one chooses, and an example that is one of them."""
        cleaned = super().clean(value)
        options, is_choosing = list(cleaned["options"]), cleaned["kind"] in CHOOSING
        errors = {}
        if is_choosing and len(options) < 2:
            errors["options"] = ValidationError(_("Give two choices at least."))
        elif options and not is_choosing:
            errors["options"] = ValidationError(_("This kind of answer has no choices."))
        elif is_choosing and any(line not in options for line in cleaned["example"].splitlines()):
            errors["example"] = ValidationError(_("Write the example word for word as one of the choices."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


class PaperSectionBlock(blocks.StructBlock):
    """A part of a paper."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    intro = FactParagraphsBlock(
        label=_("Help"), required=False, help_text=_("Above the fields on the page, not on the paper.")
    )
    printed = FactParagraphsBlock(
        label=_("Printed text"),
        required=False,
        help_text=_("Always stands on the paper, before the answers; each line is a paragraph."),
    )
    fields = blocks.ListBlock(PaperFieldBlock(), label=_("Fields"), default=[])

    class Meta:
        icon = "form"
        label = _("Part of the paper")
        description = _("A heading with its questions.")
        preview_value = {"title": "Työ ja palkka", "intro": "", "printed": "", "fields": []}


class PaperPartsBlock(blocks.StreamBlock):
    """All parts of a paper."""

    part = PaperSectionBlock()

    def clean(self, value):
        """Refuse two fields of one name: one would take the other's answer."""
        cleaned = super().clean(value)
        names = [field["name"] for part in cleaned for field in part.value["fields"]]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            message = _("Two fields have the name %(name)s.") % {"name": twice[0]}
            raise blocks.StreamBlockValidationError(non_block_errors=[ValidationError(message)])
        return cleaned


class WordingBlock(blocks.StructBlock):
    """A wording that shuts somebody out or that nobody understands, with a better one."""

    beginning = blocks.CharBlock(
        label=_("Beginning of the word"),
        max_length=60,
        help_text=_("Found in every inflection: nuorek finds nuorekas and nuorekasta."),
    )
    better = blocks.CharBlock(label=_("Better"), max_length=120)
    why = blocks.CharBlock(label=_("Why"), max_length=255)

    class Meta:
        icon = "comment"
        label = _("Wording help")
        description = _("Words to leave out of the answers, with a better wording and the reason.")
        preview_value = {
            "beginning": "nuorek",
            "better": "mitä työssä tehdään",
            "why": "Ikä ei saa ratkaista, kuka työhön valitaan.",
        }
