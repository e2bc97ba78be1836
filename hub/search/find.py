"""Finding pages by words, at a cost that does not grow with their number.

Ranking every page that has a common word takes a second at 10,000 pages on SQLite, so the database names a bounded
number of candidates, and those are ranked here, on all databases alike.
"""

from django.db import connection
from wagtail.query import PageQuerySet

from hub.l10n.pages import published
from hub.models import SearchEntry
from hub.search.ranking import score
from hub.search.words import words_of

CANDIDATES = 150
"""Of the pages with the words in the title, and again of those with the words anywhere."""


def find(query: str, language: str) -> list[SearchEntry]:
    """Pages in a language that anybody may read and that have every word of `query`, the best first; at most 300."""
    words = words_of(query)
    if not words:
        return []
    pks = {pk for column in ("title_words", "words") for pk in _candidates(column, words, language)}
    entries = SearchEntry.objects.filter(pk__in=pks).select_related("page")
    scores = {entry: score(words, entry.title_words.split(), entry.words.split()) for entry in entries}
    return sorted((entry for entry in entries if scores[entry]), key=lambda entry: (-scores[entry], entry.pk))


def _candidates(column: str, words: list[str], language: str) -> list[int]:
    """Primary keys of pages whose `column` of the index has all `words`; the newest, or any, where there are many."""
    match connection.vendor:
        case "sqlite":
            pages = _matching_on_sqlite(column, words, language)
        case "postgresql":
            pages = _matching_on_postgresql(column, words, language)
    return list(pages.values_list("pk", flat=True)[:CANDIDATES])


def _matching_on_sqlite(column: str, words: list[str], language: str) -> PageQuerySet:
    """In the order of the full-text index, which so need not be read to its end; its words begin with a language."""
    every = " ".join(f'"{language}{word}"' for word in words)
    index = f"hub_searchentry_{column}"
    return published().extra(  # noqa: S610  what was typed goes in as a parameter, cleaned to words
        tables=[index],
        where=[f"{index}.rowid = wagtailcore_page.id", f"{index} MATCH %s"],
        params=[every],
        order_by=[f"-{index}.rowid"],
    )


def _matching_on_postgresql(column: str, words: list[str], language: str) -> PageQuerySet:
    """In no order, for with one the database would read all that match; the language is also in the vectors."""
    return (
        published()
        .order_by()
        .extra(  # noqa: S610  what was typed goes in as parameters, cleaned to words
            tables=["hub_searchentry"],
            where=[
                "hub_searchentry.page_id = wagtailcore_page.id",
                "hub_searchentry.language = %s",
                f"hub_searchentry.{column}_vector @@ plainto_tsquery('simple', %s)",
            ],
            params=[language, " ".join([f"language{language}", *words])],
        )
    )
