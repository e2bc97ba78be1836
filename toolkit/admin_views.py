"""What the toolkit adds to the admin: the comparison of a self-assessment as a table."""

import csv

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from hub.exports import plain
from toolkit.benchmark import counts_of
from toolkit.models import AssessmentPage, BenchmarkAnswer


@require_safe
def comparison(request: HttpRequest, page_id: int) -> HttpResponse:
    """How many chose each level of each statement, as CSV that a Finnish or Swedish Excel opens.

    It has only what is counted, so a new table differs from the one before by five answers at least. Raises Http404,
    and PermissionDenied for whoever may not edit the page.
    """
    page = get_object_or_404(AssessmentPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    names = [level.value["name"] for level in page.levels]
    answers = BenchmarkAnswer.counted(page.translation_key, len(names))
    texts = {
        statement.id: (area.value["title"], statement.value)
        for area in page.areas
        for statement in area.value["statements"].bound_blocks
    }
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(page.slug)}.csv"'
    table = csv.writer(response, delimiter=";")
    rows = [[_("Area"), _("Statement to assess"), *names]]
    rows += [
        [*texts[statement], *counts] for statement, counts in counts_of(texts, answers, len(names)).items()
    ]
    for row in rows:
        table.writerow(plain(value, SpreadsheetExportMixin.FORMAT_CSV) for value in row)
    return response
