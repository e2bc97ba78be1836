"""The pages around a page, in the reader's language: what it links to, its translations, what is above it.

A rendered page may hold dozens of links inside rich text and blocks; asked one by one each costs queries. `prepare`
reads them all before rendering, together with what the page's surroundings need, and `target` answers from that.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from typing import NamedTuple

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.signals import request_started
from django.db import connection
from django.db.models import Q
from wagtail.models import Page

from hub.l10n.pages import best_versions, by_language, only_published, with_locales

NAMED = """
    SELECT object_id, to_content_type_id, to_object_id FROM wagtailcore_referenceindex
    WHERE base_content_type_id = %s AND object_id IN ({}) AND to_content_type_id IN (%s, %s)
"""
"""Of Wagtail's reference index. Plain SQL, because every page that is not kept waits for it."""


class LinkTarget(NamedTuple):
    """Where a link leads: address, title and language code of the page, and the icon of its kind."""

    url: str
    title: str
    language: str
    icon: str


class Around(NamedTuple):
    """The pages around a page, `prepare`d together.

    `linked` are those that it links to, by primary key, and `versions` what a reader gets of each; `translations` are
    by language code, `ancestors` from the top. `facts` are the primary keys of the facts that it names.
    """

    linked: dict[int, Page]
    versions: dict[int, Page | None]
    translations: dict[str, Page]
    ancestors: list[Page]
    facts: set[int]


_prepared: ContextVar[Around | None] = ContextVar("prepared_links", default=None)


def connect() -> None:
    """Let no request read what an earlier one of the same thread has prepared."""
    request_started.connect(forget, dispatch_uid="prepared links")


def forget(**kwargs) -> None:
    """Nothing is prepared."""
    _prepared.set(None)


def prepare(page: Page, shown: Iterable[Page] = ()) -> Around:
    """Read the pages around `page` (two queries at most, whatever their number).

    `shown` are other pages whose texts stand on it: it links to what they link to.
    """
    named = _named_by([page, *shown])
    ids, facts = set().union(*(pages for pages, _facts in named.values())), named[page.pk][1]
    above = [page.path[:end] for end in range(2 * page.steplen, len(page.path), page.steplen)]
    wanted = Q(translation_key=page.translation_key) | Q(path__in=above) | _versions_of(ids)
    pages = with_locales(Page.objects.filter(wanted).order_by("path"))
    page.around = Around(
        {each.pk: each for each in pages if each.pk in ids},
        _versions(pages, ids),
        by_language(pages, page.translation_key),
        [each for each in only_published(pages) if each.path in above],
        facts,
    )
    _prepared.set(page.around)
    return page.around


def facts_named_by(pages: Iterable[Page]) -> dict[int, set[int]]:
    """The primary keys of the facts that each page names, by the page's own."""
    return {pk: facts for pk, (_pages, facts) in _named_by(pages).items()}


def _named_by(pages: Iterable[Page]) -> dict[int, tuple[set[int], set[int]]]:
    """The primary keys of the pages and of the facts that each page names, by the page's own."""
    named: dict[int, tuple[set[int], set[int]]] = {page.pk: (set(), set()) for page in pages}
    if not named:
        return named
    types = ContentType.objects.get_for_models(Page, apps.get_model("hub", "Fact"))
    kinds = [kind.pk for kind in types.values()]
    with connection.cursor() as cursor:
        sql = NAMED.format(", ".join(["%s"] * len(named)))
        cursor.execute(sql, [types[Page].pk, *map(str, named), *kinds])
        for page_id, kind, object_id in cursor.fetchall():
            named[int(page_id)][kinds.index(kind)].add(int(object_id))
    return named


def around(page: Page) -> Around:
    """What was prepared for this very object, or is read now."""
    return getattr(page, "around", None) or prepare(page)


def linked_pages() -> dict[int, Page] | None:
    """By primary key the pages that the page being rendered links to; None where none is."""
    prepared = _prepared.get()
    return prepared and prepared.linked


def version(page_id: int) -> Page | None:
    """The version of a page that the reader gets, or None when nobody may read it."""
    prepared = _prepared.get()
    if prepared and page_id in prepared.versions:
        return prepared.versions[page_id]
    pages = Page.objects.filter(_versions_of({page_id})).select_related("locale")
    return _versions(list(pages), {page_id})[page_id]


def target(page_id: int) -> LinkTarget | None:
    """Where a link to a page leads, or None when nobody may read it."""
    page = version(page_id)
    if page is None:
        return None
    return LinkTarget(page.url, page.title, page.locale.language_code, page.specific_class.kind_icon)


def _versions_of(ids: set[int]) -> Q:
    return (
        Q(translation_key__in=Page.objects.filter(pk__in=ids).values("translation_key"))
        if ids
        else Q(pk__in=[])
    )


def _versions(pages: list[Page], ids: set[int]) -> dict[int, Page | None]:
    """The reader's version of each of `ids`, among `pages`, which hold all their versions."""
    best = best_versions(pages)
    keys = {page.pk: page.translation_key for page in pages}
    return {page_id: best.get(keys[page_id]) if page_id in keys else None for page_id in ids}
