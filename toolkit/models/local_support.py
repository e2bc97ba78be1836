"""Local supports: what municipalities and employment areas pay an employer beside wage subsidy."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.search import index

from hub.facts.wording import in_language
from hub.places import Municipality, areas, municipalities


def area_choices() -> list[tuple[str, str]]:
    """The employment areas by name."""
    return sorted(((area.code, area.names["fi"]) for area in areas().values()), key=lambda pair: pair[1])


def municipality_choices() -> list[tuple[str, str]]:
    """The municipalities by name."""
    places = municipalities().values()
    return sorted(((place.code, place.names["fi"]) for place in places), key=lambda pair: pair[1])


class LocalSupport(DraftStateMixin, RevisionMixin, index.Indexed, models.Model):
    """A support of one municipality or employment area. One record for both languages, as a fact is."""

    class Availability(models.TextChoices):
        """Whether it can be applied for, as far as its editor knows."""

        AVAILABLE = "available", _("Can be applied for")
        TO_CHECK = "to_check", _("To be checked")
        ENDED = "ended", _("Has ended")

    key = models.SlugField(
        _("key"),
        max_length=60,
        unique=True,
        help_text=_("Stands in the links of calculations. It must not change afterwards."),
    )
    name_fi = models.CharField(
        _("name in Finnish"), max_length=120, help_text=_("With the place, for example Rovaniemen kuntalisä.")
    )
    name_sv = models.CharField(_("name in Swedish"), max_length=120, help_text=_("The same in Swedish."))
    municipality = models.CharField(
        _("municipality"),
        max_length=3,
        blank=True,
        choices=municipality_choices,
        help_text=_("Leave empty when the whole employment area pays it."),
    )
    area = models.CharField(
        _("employment area"),
        max_length=2,
        blank=True,
        choices=area_choices,
        help_text=_("Leave empty when one municipality pays it."),
    )
    amount = models.DecimalField(
        _("at most, € per month"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Leave empty when it is no sum by the month, such as a loan. It is not counted then."),
    )
    months = models.PositiveSmallIntegerField(
        _("months"),
        null=True,
        blank=True,
        help_text=_("The longest time; leave empty when there is no limit."),
    )
    conditions_fi = models.TextField(
        _("conditions in Finnish"), max_length=500, help_text=_("For whom, for what and when it is refused.")
    )
    conditions_sv = models.TextField(
        _("conditions in Swedish"), max_length=500, help_text=_("The same in Swedish.")
    )
    deadline_fi = models.CharField(
        _("when to apply, in Finnish"),
        max_length=200,
        blank=True,
        help_text=_("For example: kuukauden kuluessa työn alusta."),
    )
    deadline_sv = models.CharField(
        _("when to apply, in Swedish"), max_length=200, blank=True, help_text=_("The same in Swedish.")
    )
    availability = models.CharField(
        _("availability"),
        max_length=20,
        choices=Availability.choices,
        default=Availability.TO_CHECK,
        help_text=_("What has ended is not offered in the calculator."),
    )
    available_on = models.DateField(
        _("availability checked on"), help_text=_("The day that this was true on, as far as is known.")
    )
    source_title = models.CharField(_("source"), max_length=200, help_text=_("The name of the page or act."))
    source_publisher = models.CharField(_("publisher"), max_length=120, help_text=_("Who answers for it."))
    source_url = models.URLField(
        _("address of the source"), max_length=500, blank=True, help_text=_("Begins with https://")
    )

    panels: ClassVar = [
        FieldPanel("key"),
        FieldRowPanel([FieldPanel("name_fi"), FieldPanel("name_sv")]),
        FieldRowPanel([FieldPanel("municipality"), FieldPanel("area")]),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("months")]),
        MultiFieldPanel([FieldPanel("conditions_fi"), FieldPanel("conditions_sv")], heading=_("Conditions")),
        FieldRowPanel([FieldPanel("deadline_fi"), FieldPanel("deadline_sv")]),
        FieldRowPanel([FieldPanel("availability"), FieldPanel("available_on")]),
        FieldRowPanel([FieldPanel("source_title"), FieldPanel("source_publisher")]),
        FieldPanel("source_url"),
    ]
    search_fields: ClassVar = [
        index.SearchField("key"),
        index.SearchField("name_fi"),
        index.SearchField("name_sv"),
        index.AutocompleteField("name_fi"),
        index.AutocompleteField("name_sv"),
    ]

    class Meta:
        verbose_name = _("local support")
        verbose_name_plural = _("local supports")
        ordering = ["name_fi"]

    def __str__(self) -> str:
        return self.name_fi

    def clean(self) -> None:
        """Demand one place, and the deadline in both languages or in none."""
        super().clean()
        if bool(self.municipality) == bool(self.area):
            raise ValidationError({"municipality": _("Choose either a municipality or an employment area.")})
        if bool(self.deadline_fi) != bool(self.deadline_sv):
            missing = "deadline_sv" if self.deadline_fi else "deadline_fi"
            raise ValidationError({missing: _("Write it in both languages.")})

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return in_language({"fi": self.name_fi, "sv": self.name_sv})

    @property
    def conditions(self) -> str:
        """Its conditions in the reader's language."""
        return in_language({"fi": self.conditions_fi, "sv": self.conditions_sv})

    @property
    def deadline(self) -> str:
        """When to apply, in the reader's language."""
        return in_language({"fi": self.deadline_fi, "sv": self.deadline_sv})

    @property
    def is_to_check(self) -> bool:
        """Whether nobody knows if it can be applied for."""
        return self.availability == self.Availability.TO_CHECK

    def is_paid_in(self, place: Municipality) -> bool:
        """Whether an association of this municipality can get it."""
        return self.municipality == place.code or self.area == place.area.code
