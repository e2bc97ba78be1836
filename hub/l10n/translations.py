"""Whether a translation is whole. Upstream fills what is missing with the original's text; Pakki never shows that."""

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from hub.l10n.pages import published


def missing_strings(instance: TranslatableMixin) -> int:
    """How many strings of a synced translation are not translated yet; 0 for originals and detached pages."""
    translation = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
    ).first()
    if translation is None:
        return 0
    total, translated = translation.get_progress()
    return total - translated


def stale_sources() -> list[tuple[TranslationSource, Page]]:
    """Published originals that changed after their texts were last sent to translation, with that source."""
    sources = {
        (source.object_id, source.locale_id): source
        for source in TranslationSource.objects.filter(translations__enabled=True).distinct()
    }
    originals = published().filter(translation_key__in=[key for key, _locale in sources])
    return [
        (source, page)
        for page in originals
        if (source := sources.get((page.translation_key, page.locale_id)))
        and page.last_published_at
        and page.last_published_at > source.last_updated_at
    ]


def half_translated() -> QuerySet[Translation]:
    """Synced translations that miss a string, whatever they translate."""
    translated = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef(OuterRef("target_locale_id")),
        has_error=False,
    )
    missing = StringSegment.objects.filter(source_id=OuterRef("source_id")).exclude(Exists(translated))
    return Translation.objects.filter(Exists(missing), enabled=True)
