"""Links between pages in the reader's language, resolved for a whole page at once.

A rendered page may hold dozens of links inside rich text and blocks; asked one by one each costs queries. `prepare`
reads them all before rendering, and `target` answers from what was read.
"""

from contextvars import ContextVar
from typing import NamedTuple

from wagtail.models import Page, ReferenceIndex

from hub.l10n.pages import in_readers_language


class LinkTarget(NamedTuple):
    """Where a link leads: address, title and language code of the page."""

    url: str
    title: str
    language: str


_prepared: ContextVar[dict[int, LinkTarget | None]] = ContextVar("prepared_links")


def prepare(page: Page) -> None:
    """Read every page that `page` links to, in the reader's language (a constant number of queries)."""
    ids = {
        int(reference.to_object_id)
        for reference in ReferenceIndex.get_references_for_object(page).select_related("to_content_type")
        if issubclass(reference.to_content_type.model_class() or object, Page)
    }
    _prepared.set(_targets(ids))


def target(page_id: int) -> LinkTarget | None:
    """The version of a page that the reader gets, or None when nobody may read it."""
    known = _prepared.get({})
    if page_id not in known:
        return _targets({page_id})[page_id]
    return known[page_id]


def _targets(ids: set[int]) -> dict[int, LinkTarget | None]:
    if not ids:
        return {}
    linked = list(Page.objects.filter(pk__in=ids))
    versions = in_readers_language(linked)
    found: dict[int, LinkTarget | None] = dict.fromkeys(ids)
    for page in linked:
        if version := versions.get(page.translation_key):
            found[page.pk] = LinkTarget(version.url, version.title, version.locale.language_code)
    return found
