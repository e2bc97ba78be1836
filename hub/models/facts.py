"""Facts: the numbers of law and money that Pakki rests on, as records that editors keep."""

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.search import index

from hub.facts.figures import Figure, Source, Status


class Unit(models.TextChoices):
    """What a value counts."""

    PERCENT = "percent", _("per cent")
    EUR = "eur", _("euros")
    EUR_MONTH = "eur_month", _("euros per month")
    EUR_YEAR = "eur_year", _("euros per year")
    EUR_DAY = "eur_day", _("euros per day")
    HOURS_WEEK = "hours_week", _("hours per week")
    HOURS_DAY = "hours_day", _("hours per day")
    DAYS = "days", _("days")
    MONTHS = "months", _("months")
    YEARS = "years", _("years")
    FACTOR = "factor", _("factor")
    COUNT = "count", _("number")
    RULE = "rule", _("a rule without a number")


class Fact(DraftStateMixin, RevisionMixin, index.Indexed, ClusterableModel):
    """A rate, cap, limit or deadline under a key that texts and calculators know it by, with its values over time.

    It is one record for all languages, so that no number can differ between them; only its name has each language.
    """

    key = models.SlugField(
        _("key"),
        max_length=60,
        unique=True,
        help_text=_("What texts and the calculator know the fact by. It must not change afterwards."),
    )
    name_fi = models.CharField(
        _("name in Finnish"), max_length=160, help_text=_("For example työnantajan sairausvakuutusmaksu.")
    )
    name_sv = models.CharField(
        _("name in Swedish"), max_length=160, help_text=_("For example arbetsgivarens sjukförsäkringsavgift.")
    )
    unit = models.CharField(
        _("unit"), max_length=20, choices=Unit.choices, help_text=_("What the value counts.")
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("key"), FieldPanel("name_fi"), FieldPanel("name_sv"), FieldPanel("unit")],
            heading=_("Fact"),
        ),
        InlinePanel("values", heading=_("Values"), label=_("Value"), min_num=1),
    ]
    search_fields = [
        index.SearchField("key"),
        index.SearchField("name_fi"),
        index.SearchField("name_sv"),
        index.AutocompleteField("key"),
        index.AutocompleteField("name_fi"),
        index.AutocompleteField("name_sv"),
    ]

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.key}: {self.name_fi}"

    def clean(self) -> None:
        """Demand that no two values hold at once, and that all have a number or, for a rule, none."""
        super().clean()
        values = sorted(self.values.all(), key=lambda value: value.valid_from)
        if any((value.amount is None) is not (self.unit == Unit.RULE) for value in values):
            raise ValidationError(_("Each value needs a number; only a rule without a number has none."))
        for earlier, later in pairwise(values):
            if earlier.valid_until is None or earlier.valid_until >= later.valid_from:
                raise ValidationError(
                    _("Two values hold on %(day)s. Give the earlier one a last day before it."),
                    params={"day": later.valid_from},
                )


class FactValue(models.Model):
    """What a fact says for a time, who says so, and how sure it is."""

    class StatusChoices(models.TextChoices):
        """How far the value can be trusted; the values are those of `hub.facts.figures.Status`."""

        PROPOSED = Status.PROPOSED.value, _("Proposed")
        CONFIRMED = Status.CONFIRMED.value, _("Confirmed")
        TO_CHECK = Status.TO_CHECK.value, _("To be checked")

    fact = ParentalKey(Fact, on_delete=models.CASCADE, related_name="values", verbose_name=_("fact"))
    amount = models.DecimalField(
        _("value"),
        max_digits=14,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("The number alone, without its unit; empty for a rule without a number."),
    )
    valid_from = models.DateField(_("holds from"), help_text=_("The first day."))
    valid_until = models.DateField(
        _("holds until"),
        null=True,
        blank=True,
        help_text=_("The last day. Leave empty when no end is known: then also say by when to check it."),
    )
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=StatusChoices.choices,
        default=StatusChoices.TO_CHECK,
        help_text=_("What is proposed or has to be checked is shown to the reader as such."),
    )
    check_by = models.DateField(
        _("check by"),
        null=True,
        blank=True,
        help_text=_("After this day the value counts as one to be checked."),
    )
    source_title = models.CharField(_("source"), max_length=200, help_text=_("The name of the page or act."))
    source_publisher = models.CharField(_("publisher"), max_length=120, help_text=_("Who answers for it."))
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    retrieved_on = models.DateField(_("read on"), help_text=_("The day when somebody read the source."))
    note_fi = models.CharField(
        _("note in Finnish"), max_length=300, blank=True, help_text=_("What is in doubt, or an exception.")
    )
    note_sv = models.CharField(
        _("note in Swedish"), max_length=300, blank=True, help_text=_("The same in Swedish.")
    )

    panels = [
        FieldRowPanel([FieldPanel("amount"), FieldPanel("status")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until"), FieldPanel("check_by")]),
        FieldRowPanel([FieldPanel("source_title"), FieldPanel("source_publisher")]),
        FieldRowPanel([FieldPanel("source_url"), FieldPanel("retrieved_on")]),
        FieldRowPanel([FieldPanel("note_fi"), FieldPanel("note_sv")]),
    ]

    class Meta:
        verbose_name = _("value of a fact")
        verbose_name_plural = _("values of facts")
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="fact_value_ends_after_it_begins",
                violation_error_message=_("The last day must not come before the first."),
            ),
            models.UniqueConstraint(fields=["fact", "valid_from"], name="fact_value_begins_once"),
        ]

    def __str__(self) -> str:
        return f"{'' if self.amount is None else f'{self.amount.normalize():f} '}({self.valid_from:%Y-%m-%d})"

    def clean(self) -> None:
        """Demand a note in both languages or in none, and a day when the value has to be looked at again."""
        super().clean()
        if bool(self.note_fi) != bool(self.note_sv):
            raise ValidationError(
                {"note_sv" if self.note_fi else "note_fi": _("Write the note in both languages.")}
            )
        if not self.valid_until and not self.check_by:
            raise ValidationError({"check_by": _("Say until when the value holds, or by when to check it.")})

    def figure(self) -> Figure:
        """The value as calculators and templates take it."""
        return Figure(
            fact_id=self.fact_id,
            key=self.fact.key,
            unit=self.fact.unit,
            amount=self.amount,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            status=Status(self.status),
            source=Source(self.source_title, self.source_publisher, self.source_url, self.retrieved_on),
            names={"fi": self.fact.name_fi, "sv": self.fact.name_sv},
            notes={"fi": self.note_fi, "sv": self.note_sv},
            check_by=self.check_by,
        )
