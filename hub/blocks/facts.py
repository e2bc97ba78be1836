"""Numbers of law and money in texts: each stands in one record, and texts only name it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from hub.caching.generation import is_reading
from hub.facts.figures import Figure, State
from hub.facts.records import published_facts
from hub.facts.texts import keys_in, today
from hub.facts.wording import in_language, years_of

if TYPE_CHECKING:
    from django.db.models import Model


class FactTextMixin:
    """A text in which the key of a fact in braces stands for its value."""

    def clean(self, value: str) -> str:
        """Refuse keys that no published fact has."""
        cleaned = super().clean(value)  # type: ignore[misc]  # the block's
        if unknown := [key for key in keys_in(cleaned) if key not in published_facts()]:
            raise ValidationError(
                _("No published fact has the key %(keys)s. The keys are in the list of facts."),
                params={"keys": ", ".join(unknown)},
            )
        return cleaned

    def extract_references(self, value: str) -> Iterable[tuple["type[Model]", str, str, str]]:
        """The facts that the text names, so that a fact knows where it is used."""
        if keys := keys_in(value or ""):
            fact = apps.get_model("hub", "Fact")
            for fact_id in fact.objects.filter(key__in=keys).values_list("pk", flat=True):
                yield fact, str(fact_id), "", ""

    def get_searchable_content(self, value: str) -> list[str]:
        """The text without the keys, which nobody searches for."""
        return super().get_searchable_content(  # type: ignore[misc]  # the block's
            " ".join(part for part in value.split() if not keys_in(part))
        )


class FactTextBlock(FactTextMixin, blocks.CharBlock):
    """A line of text with numbers of law and money."""

    def deconstruct(self) -> tuple:
        """As Wagtail's block: for the database there is no difference."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.CharBlock", args, kwargs


class FactParagraphsBlock(FactTextMixin, blocks.TextBlock):
    """Plain text of several lines with numbers of law and money."""

    def deconstruct(self) -> tuple:
        """As Wagtail's block: for the database there is no difference."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.TextBlock", args, kwargs


class FactChooserBlock(SnippetChooserBlock):
    """A fact to show, which costs a reader no query: of its record only the key is read, which all facts have told."""

    def bulk_to_python(self, values: Sequence[int | None]) -> list:
        """The facts in the order of their primary keys `values`; None for those that are gone."""
        facts = published_facts() if is_reading() else None
        keys = [facts.key_of(pk) if facts and pk else None for pk in values]
        if not all(keys):
            return super().bulk_to_python(values)
        # Its other fields are read from the database when somebody asks for one.
        return [
            self.model_class.from_db(None, ["id", "key"], fields) for fields in zip(values, keys, strict=True)
        ]

    def deconstruct(self) -> tuple:
        """As Wagtail's block: for the database there is no difference."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.snippets.blocks.SnippetChooserBlock", args, kwargs


class FactLineValue(blocks.StructValue):
    """What the ledger says of a fact, by the value that holds today."""

    @cached_property
    def figure(self) -> Figure | None:
        """The value that holds today; None where nothing of the fact is published."""
        fact = self.get("fact")
        return today(fact.key) if fact else None

    @property
    def is_to_check(self) -> bool:
        """Whether the reader must be told to check this."""
        return self.figure is None or self.figure.state_on(timezone.localdate()) is not State.CONFIRMED

    @property
    def year(self) -> str:
        """The years that the value holds for."""
        return years_of(self.figure) if self.figure else ""

    @property
    def note(self) -> str:
        """What is in doubt, in the reader's language."""
        return in_language(self.figure.notes) if self.figure else ""


class FactBlock(blocks.StructBlock):
    """A fact in a ledger: a sentence with its number, which is never without its time and source."""

    fact = FactChooserBlock(
        "hub.Fact", label=_("Fact"), help_text=_("Its time, source and certainty stand beside the sentence.")
    )
    statement = FactTextBlock(
        label=_("Statement"),
        help_text=_("One sentence. Numbers go in by the key of their fact in braces: {group-life-average}."),
    )

    class Meta:
        icon = "tag"
        label = _("Number of law or money")
        description = _("A rate, cap, limit or deadline with its year and source.")
        value_class = FactLineValue
        template = "blocks/fact.html"

    def get_preview_value(self):
        """The first fact of the site; an empty line while there is none."""
        fact = self.child_blocks["fact"].model_class.objects.first()
        return self.normalize({"fact": fact, "statement": f"{{{fact.key}}}" if fact else ""})
