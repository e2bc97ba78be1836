"""Facts that need an editor, and the pages that name them."""

from collections import defaultdict

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, ReferenceIndex

from hub.checks import page_types
from hub.facts.records import published_facts
from hub.facts.wording import said_of
from hub.l10n.pages import published
from hub.models import Fact
from hub.reports.tasks import EditorTask


def fact_tasks() -> list[EditorTask]:
    """Values to renew, and published pages to read through because of a number; the originals only."""
    return [*_values(), *_pages()]


def _values() -> list[EditorTask]:
    """Facts whose value has expired or should have been checked."""
    today = timezone.localdate()
    facts = {fact.pk: fact for fact in Fact.objects.filter(live=True)}
    return [
        EditorTask(said_of(alert), _edit_url(fact), fact, is_urgent=True)
        for alert in published_facts().alerts(facts, today, today)
        if (fact := facts.get(alert.figure.fact_id))
    ]


def _pages() -> list[EditorTask]:
    named = defaultdict(set)
    types = ContentType.objects.get_for_models(Page, Fact)
    references = ReferenceIndex.objects.filter(
        base_content_type=types[Page], to_content_type=types[Fact]
    ).values_list("object_id", "to_object_id")
    for page_id, fact_id in references:
        named[int(page_id)].add(int(fact_id))
    counting = ContentType.objects.get_for_models(*(model for model in page_types() if model.counts_with))
    pages = published().filter(
        Q(pk__in=named) | Q(content_type__in=counting.values()), locale__language_code=settings.LANGUAGE_CODE
    )
    return [
        EditorTask(
            _("Check “%(title)s”. %(said)s")
            % {"title": page.title, "said": " ".join(said_of(alert) for alert in alerts)},
            _edit_url(page),
            page,
            is_urgent=True,
        )
        for page in pages.specific().order_by("title")
        if (alerts := page.fact_alerts(named[page.pk]))
    ]


def _edit_url(instance: Page | Fact) -> str:
    return AdminURLFinder().get_edit_url(instance)
