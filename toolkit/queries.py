"""Reading what guides use: a constant number of queries, whatever their number."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import ReferenceIndex

from hub.models import HubDocument


def form_ids_by_guide(guides: Iterable) -> dict[int, set[int]]:
    """Primary keys of the documents that each guide uses, by the guide's key."""
    ids: dict[int, set[int]] = {guide.pk: set() for guide in guides}
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(HubDocument),
        object_id__in=[str(pk) for pk in ids],
        model_path__startswith="steps",
    )
    for guide, document in references.values_list("object_id", "to_object_id"):
        ids[int(guide)].add(int(document))
    return ids


def forms_in(language: str, ids: Iterable[int]) -> QuerySet[HubDocument]:
    """The documents of `ids` that are written in a language, by title."""
    return HubDocument.objects.filter(pk__in=set(ids), language=language).order_by("title")
