"""Guards what a translation has in the place of an address, picture, file or page of its original.

wagtail-localize stores whatever a translator's browser sends, publishes an address that runs a script, and fails each
time at a picture that is not there, or not any more.
"""

from collections.abc import Iterable
from functools import wraps

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.validators import URLValidator
from django.db.models import Model
from django.db.models.signals import post_save
from django.utils.translation import gettext
from wagtail.models import Locale
from wagtail.whitelist import check_url
from wagtail_localize.models import OverridableSegment, SegmentOverride, TranslationSource
from wagtail_localize.segments import OverridableSegmentValue
from wagtail_localize.segments.ingest import ingest_segments

from hub.characters import without_hidden

WEB = ("http://", "https://")
LONGEST = 2_000
NOT_THERE = (ObjectDoesNotExist, OverflowError, TypeError, ValueError)
"""What comes of a key that no picture, file or page has, or that is no key."""


def connect() -> None:
    """Check each value as it is saved, and all of a translation each time before it is made."""
    post_save.connect(_check_saved, sender=SegmentOverride, dispatch_uid="check override")
    get_segments = TranslationSource._get_segments_for_translation

    @wraps(get_segments)
    def get_usable_segments(self: TranslationSource, locale: Locale, fallback: bool = False) -> list:
        overrides = SegmentOverride.objects.filter(
            locale=locale, has_error=False, context__overridablesegment__source=self
        )
        _mark(self, overrides.distinct())
        return get_segments(self, locale, fallback)

    TranslationSource._get_segments_for_translation = get_usable_segments


def is_address_like(original: str, text: str) -> bool:
    """Whether `text` may stand in the place of an address of the original; in that of a web address, only another."""
    if len(text) > LONGEST or without_hidden(text) != text:
        return False
    if not original.startswith(WEB):
        return check_url(text) is not None
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return False
    return True


def _check_saved(
    instance: SegmentOverride, update_fields: frozenset[str] | None = None, **kwargs: object
) -> None:
    if update_fields and "data_json" not in update_fields:
        return
    instance.has_error, instance.field_error = False, ""
    SegmentOverride.objects.filter(pk=instance.pk).update(has_error=False, field_error="")
    segment = OverridableSegment.objects.filter(context_id=instance.context_id).order_by("-source_id").first()
    if segment:
        _mark(segment.source, [instance])


def _mark(source: TranslationSource, overrides: Iterable[SegmentOverride]) -> None:
    """Mark what cannot be used; the translation then has what the original has, and its editor shows why."""
    original: Model | None = None
    for override in overrides:
        segment = OverridableSegment.objects.filter(source=source, context_id=override.context_id).first()
        if segment is None:
            continue
        if isinstance(segment.data, str):
            is_usable = isinstance(override.data, str) and is_address_like(segment.data, override.data)
        else:
            original = original or source.as_instance()
            is_usable = _is_there(original, source.locale, segment, override)
        if is_usable:
            continue
        override.has_error = True
        override.field_error = (
            gettext(
                "This address cannot be used. Write one that begins with https://, or take the original's."
            )
            if isinstance(segment.data, str)
            else gettext(
                "What was chosen here is not there any more. Choose another, or take the original's."
            )
        )
        SegmentOverride.objects.filter(pk=override.pk).update(
            has_error=True, field_error=override.field_error
        )


def _is_there(
    original: Model, locale: Locale, segment: OverridableSegment, override: SegmentOverride
) -> bool:
    """Whether wagtail-localize finds what the override names, when it puts it into the original."""
    value = OverridableSegmentValue(segment.context.path, override.data, order=segment.order)
    try:
        ingest_segments(original, original, locale, override.locale, [value])
    except NOT_THERE:
        return False
    return True
