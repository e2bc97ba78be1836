"""Writing the index: an entry for each published page, as it is saved."""

from collections.abc import Iterator

from django.db.models import Model
from django.db.models.signals import post_save
from wagtail.models import Locale, Page

from hub.caching.signals import OF_DRAFTS
from hub.models import SearchEntry
from hub.models.base import HubPage
from hub.search.words import words_of

MAX_CHARACTERS = 400_000
"""Of one page's words; PostgreSQL indexes no more than a megabyte of anything."""


def connect() -> None:
    """Keep the entries like the pages."""
    post_save.connect(_saved, dispatch_uid="search entries")
    post_save.connect(_locale_saved, sender=Locale, dispatch_uid="search entries")


def write(page: HubPage) -> None:
    """Make or renew the entry of a published page that is no alias."""
    title = words_of(page.title)
    words = " ".join([*title, *words_of(" ".join(_texts(page)))])
    SearchEntry.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "language": page.locale.language_code,
            "title_words": " ".join(title),
            "words": words[:MAX_CHARACTERS],
            "lead": page.lead,
            "review_due_on": getattr(page, "review_due_on", None),
        },
    )


def write_all() -> int:
    """Make the whole index anew from the pages; returns how many entries it has."""
    SearchEntry.objects.all().delete()
    pages = Page.objects.live().filter(alias_of__isnull=True, depth__gt=1)
    for page in pages.select_related("locale").specific().iterator(chunk_size=200):
        if isinstance(page, HubPage):
            write(page)
    return SearchEntry.objects.count()


def _texts(page: HubPage) -> Iterator[str]:
    """What the page's search fields say, but for the title."""
    for field in page.get_searchable_search_fields():
        value = field.get_value(page)
        if field.field_name != "title" and value:
            yield value if isinstance(value, str) else " ".join(value)


def _saved(instance: Model, update_fields: frozenset[str] | None = None, **kwargs) -> None:
    """Follow the page, but not its drafts."""
    if not isinstance(instance, HubPage) or kwargs["raw"] or (update_fields and update_fields <= OF_DRAFTS):
        return
    page = type(instance).objects.get(pk=instance.pk) if update_fields else instance
    if page.live and page.alias_of_id is None:
        write(page)
    else:
        SearchEntry.objects.filter(pk=page.pk).delete()


def _locale_saved(instance: Locale, **kwargs) -> None:
    """Follow the language when it gets another code."""
    entries = SearchEntry.objects.filter(page__locale=instance).exclude(language=instance.language_code)
    entries.update(language=instance.language_code)
