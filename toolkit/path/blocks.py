"""A step of the path as an editor writes it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.blocks.facts import FactChooserBlock, FactTextBlock
from hub.blocks.links import LinkedPageBlock
from hub.blocks.untranslated import UntranslatedCharBlock
from hub.facts.records import published_facts
from hub.facts.texts import today
from hub.l10n import links
from toolkit.blocks import Doer
from toolkit.deadlines import Rule
from toolkit.path.answers import conditions_of
from toolkit.path.steps import Problem, Step, problems_of
from toolkit.path.wording import PROBLEMS, RuleChoices, condition_choices, rule_of

MOST_WEEKS = 52
FIELDS = {
    Problem.SAME_KEY: "key",
    Problem.UNKNOWN: "after",
    Problem.CIRCLE: "after",
    Problem.LATER: "after",
    Problem.UNREACHABLE: "conditions",
    Problem.NO_FACT: "fact",
    Problem.NEEDLESS_FACT: "fact",
    Problem.WRONG_UNIT: "fact",
}
"""The field of a step beside which a problem is told."""


class PathStepValue(blocks.StructValue):
    """A step for the path's logic and for its template."""

    @property
    def step(self) -> Step:
        """The step as plain data."""
        fact = self["fact"]
        figures = published_facts()
        unit = figures.history(fact.key)[0].unit if fact and fact.key in figures else ""
        return Step(
            key=self["key"],
            after=self["after"] or "",
            conditions=conditions_of(self["conditions"]),
            rule=Rule(self["rule"]),
            fact=fact.key if fact else "",
            unit=unit,
            weeks=self["weeks"] or 0,
        )

    @property
    def doers(self) -> list[str]:
        """Who does it, as words in the reader's language."""
        return [str(Doer(value).label) for value in self["who"]]

    @property
    def rule_words(self) -> str:
        """The deadline in words, by what holds today."""
        return rule_of(self.step, today(self["fact"].key) if self["fact"] else None)

    @property
    def pages(self) -> list[links.LinkTarget]:
        """The guide and the form, as far as the reader may read them."""
        found = [links.target(self[name].pk) for name in ("guide", "form") if self[name]]
        return [target for target in found if target]


class PathStepBlock(blocks.StructBlock):
    """One step of an association's own path."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, help_text=_("An imperative: what to do."))
    why = FactTextBlock(
        label=_("Why"), help_text=_("A sentence or two: the reason, and what it asks of the association.")
    )
    who = blocks.MultipleChoiceBlock(
        label=_("Who does it"), choices=Doer.choices, help_text=_("Everyone who takes part.")
    )
    key = UntranslatedCharBlock(
        label=_("Key"),
        max_length=40,
        help_text=_(
            "What other steps and calendars know the step by, for example board-decision. "
            "It must not change afterwards."
        ),
    )
    after = UntranslatedCharBlock(
        label=_("After"),
        required=False,
        max_length=40,
        help_text=_("The key of the step that comes before this one, if the order matters."),
    )
    conditions = blocks.MultipleChoiceBlock(
        label=_("Only for"),
        choices=condition_choices(),
        required=False,
        help_text=_(
            "Who gets the step; everybody, if nothing is chosen. Of one question any of the chosen answers will do."
        ),
    )
    rule = blocks.ChoiceBlock(
        label=_("Deadline"),
        choices=RuleChoices.choices,
        help_text=_("A date that falls on a weekend or a holiday is moved as the law says."),
    )
    weeks = blocks.IntegerBlock(
        label=_("Weeks before the first day"),
        required=False,
        min_value=0,
        max_value=MOST_WEEKS,
        help_text=_("Our own advice, for the rules before the first day. Deadlines of the law are facts."),
    )
    fact = FactChooserBlock(
        "hub.Fact",
        label=_("Fact"),
        required=False,
        help_text=_("The number of the law that the rule counts with."),
    )
    guide = LinkedPageBlock(label=_("Guide"), required=False, help_text=_("Where it is told how."))
    form = LinkedPageBlock(label=_("Form"), required=False, help_text=_("Where the paper is filled in."))

    class Meta:
        icon = "list-ol"
        label = _("Step")
        description = _("What to do, why, who does it, who gets it and by when.")
        value_class = PathStepValue
        template = "toolkit/blocks/path_step.html"
        preview_value = {
            "title": "Päättäkää palkkaamisesta hallituksessa",
            "why": "Työnantaja on yhdistys, joten palkkaamisesta päättää sen hallitus.",
            "who": ["board"],
            "key": "board-decision",
            "after": "",
            "conditions": [],
            "rule": Rule.BEFORE_DECISION.value,
            "weeks": 10,
            "fact": None,
            "guide": None,
            "form": None,
        }


class PathStepsBlock(blocks.StreamBlock):
    """All steps of the path. Steps that make no path are refused."""

    step = PathStepBlock()

    class Meta:
        block_counts: dict = {}

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        """Each step by itself, then the steps together. Raises StreamBlockValidationError beside the steps at fault."""
        cleaned = super().clean(value)
        errors = {}
        steps = [child.value.step for child in cleaned]
        for number, problem in problems_of(steps):
            error = ValidationError(str(PROBLEMS[problem]), params={"after": steps[number].after})
            errors[number] = blocks.StructBlockValidationError(block_errors={FIELDS[problem]: error})
        if errors:
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return cleaned
