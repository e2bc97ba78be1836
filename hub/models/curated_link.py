"""Curated links: addresses elsewhere that somebody answers for, as records that editors keep."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.search import index

from hub.dates import add_months
from hub.link_checks.records import dead_on
from hub.models.mixins import ReviewMixin


class CuratedLink(DraftStateMixin, RevisionMixin, index.Indexed, models.Model):
    """A page of somebody else that is worth reading, with who looks after the link and when it was last read.

    It is one record for all languages, so that the owner and the day of the check cannot differ between them. The
    Swedish address is left empty where the page elsewhere is in one language only.
    """

    title_fi = models.CharField(
        _("title in Finnish"),
        max_length=160,
        help_text=_("Says where the link leads also when read on its own."),
    )
    title_sv = models.CharField(_("title in Swedish"), max_length=160, help_text=_("The same in Swedish."))
    description_fi = models.CharField(
        _("description in Finnish"),
        max_length=300,
        help_text=_("What one finds there and when one needs it."),
    )
    description_sv = models.CharField(
        _("description in Swedish"), max_length=300, help_text=_("The same in Swedish.")
    )
    url_fi = models.URLField(
        _("address"),
        max_length=500,
        help_text=_("Begins with https://. The Finnish page where there are two."),
    )
    url_sv = models.URLField(
        _("address in Swedish"),
        max_length=500,
        blank=True,
        help_text=_("Leave empty when the page is in Finnish only; the reader is told so."),
    )
    owner_fi = models.CharField(
        _("owner in Finnish"),
        max_length=120,
        help_text=_("Who looks after the link: a role rather than a name, for example Pakin neuvonta."),
    )
    owner_sv = models.CharField(_("owner in Swedish"), max_length=120, help_text=_("The same in Swedish."))
    checked_on = models.DateField(
        _("checked on"),
        default=datetime.date.today,
        help_text=_("The day when somebody last read the page and found it right."),
    )
    check_interval = models.PositiveSmallIntegerField(
        _("check interval"),
        choices=ReviewMixin.Interval.choices,
        default=ReviewMixin.Interval.HALF_YEAR,
        help_text=_("How often somebody reads the page. Whether it answers is tried without you."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("title_fi"), FieldPanel("title_sv")], heading=_("Title")),
        MultiFieldPanel(
            [FieldPanel("description_fi"), FieldPanel("description_sv")], heading=_("Description")
        ),
        MultiFieldPanel([FieldPanel("url_fi"), FieldPanel("url_sv")], heading=_("Address")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("owner_fi"), FieldPanel("owner_sv")]),
                FieldRowPanel([FieldPanel("checked_on"), FieldPanel("check_interval")]),
            ],
            heading=_("Owner and check"),
        ),
    ]
    search_fields = [
        index.SearchField("title_fi"),
        index.SearchField("title_sv"),
        index.SearchField("url_fi"),
        index.AutocompleteField("title_fi"),
        index.AutocompleteField("title_sv"),
    ]

    class Meta:
        verbose_name = _("curated link")
        verbose_name_plural = _("curated links")
        ordering = ["title_fi"]

    def __str__(self) -> str:
        return self.title_sv if get_language() == "sv" else self.title_fi

    def clean(self) -> None:
        """Refuse a check that has not been made yet."""
        super().clean()
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError({"checked_on": _("The day of the check must not be in the future.")})

    @property
    def title(self) -> str:
        """What the link says, in the reader's language."""
        return str(self)

    @property
    def description(self) -> str:
        """What one finds there, in the reader's language."""
        return self.description_sv if get_language() == "sv" else self.description_fi

    @property
    def owner(self) -> str:
        """Who looks after the link, in the reader's language."""
        return self.owner_sv if get_language() == "sv" else self.owner_fi

    @property
    def url(self) -> str:
        """The address of the page in the reader's language, or else of the Finnish one."""
        return self.url_sv if get_language() == "sv" and self.url_sv else self.url_fi

    @property
    def language(self) -> str:
        """The language of the page elsewhere."""
        return "sv" if get_language() == "sv" and self.url_sv else "fi"

    @property
    def addresses(self) -> list[str]:
        """All addresses of the record."""
        return [url for url in (self.url_fi, self.url_sv) if url]

    @property
    def dead_on(self) -> datetime.date | None:
        """The day when the page in the reader's language last did not answer, once that counts."""
        return dead_on(self.url)

    @property
    def check_due_on(self) -> datetime.date:
        """The last day on which the link counts as checked."""
        return add_months(self.checked_on, self.check_interval)

    @property
    def is_check_late(self) -> bool:
        """Whether somebody should have read the page before today."""
        return self.check_due_on < timezone.localdate()
