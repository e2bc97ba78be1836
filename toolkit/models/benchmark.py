"""Answers that associations gave to the comparison: nothing tells whose they are, or which two belong together."""

import datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hub.dates import add_months
from toolkit.benchmark import STEP


class BenchmarkAnswer(models.Model):
    """One association's answers to one self-assessment.

    There is no time finer than a month and no language. Its key is the token of the form, drawn by lot, so that
    sending again counts once. Answers wait uncounted until `STEP` of them are there; then they are counted together.
    """

    RETENTION_MONTHS = 36

    id = models.UUIDField(primary_key=True, editable=False)
    assessment = models.UUIDField(_("key of the self-assessment"), editable=False)
    levels = models.PositiveSmallIntegerField(_("number of levels"), editable=False)
    month = models.DateField(_("month"), editable=False)
    answers = models.JSONField(_("answers"), editable=False)
    is_counted = models.BooleanField(_("is counted"), default=False, editable=False)

    class Meta:
        verbose_name = _("answer in the comparison")
        verbose_name_plural = _("answers in the comparison")
        indexes = [
            models.Index(fields=["assessment", "levels", "is_counted"], name="benchmark_of_assessment")
        ]

    def __str__(self) -> str:
        return f"{self.assessment} {self.month:%Y-%m}"

    @classmethod
    def counted(cls, assessment: UUID, levels: int) -> list[dict[str, int]]:
        """The answers that are counted, given on a scale of as many levels; one query."""
        rows = cls.objects.filter(assessment=assessment, levels=levels, is_counted=True)
        return list(rows.values_list("answers", flat=True))

    @classmethod
    @transaction.atomic
    def give(
        cls, token: UUID, assessment: UUID, levels: int, answers: dict[str, int], today: datetime.date
    ) -> bool:
        """Add answers once; False where the token has been used before. Old answers go at the same time."""
        rows = cls.objects.filter(assessment=assessment, levels=levels)
        cls._let_go(rows, add_months(today.replace(day=1), -cls.RETENTION_MONTHS))
        _row, is_new = cls.objects.get_or_create(
            pk=token,
            defaults={
                "assessment": assessment,
                "levels": levels,
                "month": today.replace(day=1),
                "answers": answers,
            },
        )
        # Locked, so that two who give at once cannot be counted one after the other.
        waiting = list(rows.filter(is_counted=False).select_for_update().values_list("pk", flat=True))
        if len(waiting) >= STEP:
            rows.filter(pk__in=waiting).update(is_counted=True)
        return is_new

    @staticmethod
    def _let_go(rows: "QuerySet[BenchmarkAnswer]", month: datetime.date) -> None:
        """Delete what is older than `month`; counted answers together, as they came, so that no single one shows."""
        old = rows.filter(month__lt=month)
        old.filter(is_counted=False).delete()
        if old.count() >= STEP:
            old.delete()
