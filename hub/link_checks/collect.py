"""Which addresses elsewhere the published content leads to, and from where: one pass over what is stored."""

from collections import defaultdict
from collections.abc import Iterator

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import QuerySet
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, Page

from hub.checks import page_types
from hub.l10n.pages import published
from hub.link_checks.addresses import addresses_in
from hub.models import Fact, FactValue, LinkCheck, LinkPlace
from hub.models.link_check import MAX_ADDRESS

AT_ONCE = 500
"""Rows that are read or written together, so that memory does not grow with the site."""

Place = tuple[int, int]
"""Primary keys of a content type and of an object of that type."""


@transaction.atomic
def collect() -> int:
    """Give each address of the published content its row and its places, take the others out; how many there are."""
    places = _places()
    known = set(LinkCheck.objects.values_list("address", flat=True).iterator(AT_ONCE))
    gone = sorted(known - places.keys())
    for start in range(0, len(gone), AT_ONCE):
        LinkCheck.objects.filter(address__in=gone[start : start + AT_ONCE]).delete()
    new = (LinkCheck(address=address) for address in sorted(places.keys() - known))
    LinkCheck.objects.bulk_create(new, batch_size=AT_ONCE)
    LinkPlace.objects.all().delete()
    checks = dict(LinkCheck.objects.values_list("address", "pk").iterator(AT_ONCE))
    LinkPlace.objects.bulk_create(
        (
            LinkPlace(link_id=checks[address], content_type_id=kind, object_id=pk)
            for address, found in sorted(places.items())
            for kind, pk in sorted(found)
        ),
        batch_size=AT_ONCE,
    )
    return len(places)


def _places() -> dict[str, set[Place]]:
    places: dict[str, set[Place]] = defaultdict(set)
    for place, stored in _everything_published():
        for address in addresses_in(stored):
            if len(address) <= MAX_ADDRESS:
                places[address].add(place)
    return places


def _everything_published() -> Iterator[tuple[Place, object]]:
    kinds = ContentType.objects.get_for_models(Page, Fact, *_with_drafts(), for_concrete_models=False)
    for page_type in page_types():
        for pk, stored in _stored(published(page_type)):
            yield (kinds[Page].pk, pk), stored
    for model in _with_drafts():
        for pk, stored in _stored(model._default_manager.filter(live=True)):
            yield (kinds[model].pk, pk), stored
    values = FactValue.objects.filter(fact__live=True).values_list("fact_id", "source_url")
    for fact_id, url in values.iterator(AT_ONCE):
        yield (kinds[Fact].pk, fact_id), url


def _with_drafts() -> list[type[models.Model]]:
    """All records that have drafts, but for pages and facts, which are read otherwise."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page | Fact)
    ]


def _stored(objects: QuerySet) -> Iterator[tuple[int, list]]:
    """The primary key and all texts of each object, without what it points at."""
    names = [
        field.name
        for field in objects.model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | StreamField)
    ]
    for pk, *values in objects.order_by().values_list("pk", *names).iterator(AT_ONCE):
        yield pk, [list(value.raw_data) if hasattr(value, "raw_data") else value for value in values]
