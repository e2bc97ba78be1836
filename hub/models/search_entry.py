"""What the search knows of a page."""

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class SearchEntry(models.Model):
    """The words of a published page and what a list of hits shows of it, written when the page is published.

    The database keeps a full-text index of `title_words` and one of `words`, each with `language`: on SQLite the tables
    `hub_searchentry_title_words` and `hub_searchentry_words`, which triggers fill; on PostgreSQL two generated columns.
    A migration that lets Django remake this table on SQLite has to make the triggers anew.
    """

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="+", verbose_name=_("page")
    )
    language = models.CharField(
        _("language"), max_length=10, help_text=_("The code of the language that the page is in.")
    )
    title_words = models.TextField(_("words of the title"))
    words = models.TextField(_("words"), help_text=_("All of them, the title's first."))
    lead = models.TextField(_("lead"))
    review_due_on = models.DateField(_("review due on"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self) -> str:
        return self.title_words

    @property
    def is_review_late(self) -> bool:
        """Whether the page should have been checked before today."""
        due: datetime.date | None = self.review_due_on
        return due is not None and due < timezone.localdate()
