"""The admin's search on SQLite."""

from django.db.models import Case, QuerySet, Value, When
from modelsearch.backends.database.sqlite.query import MatchExpression
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from modelsearch.query import PlainText, SearchQuery

from hub.search.backends.titles import NormsOnRebuild
from hub.search.backends.words import WordsOnly


class Index(NormsOnRebuild, SQLiteIndex):
    """Wagtail's index."""


class TitlesFirst:
    """Puts what has the words in its title before the rest, and in each of the two the newest first.

    Wagtail asks for the score of each hit with a query of its own, so that a common word takes minutes.
    """

    query: SearchQuery
    order_by_relevance: bool

    def search(
        self, config: object, start: int | None, stop: int | None, score_field: str | None = None
    ) -> QuerySet:
        """The hits from `start` to `stop`; Wagtail's own way when somebody asks for the scores."""
        if score_field or not self.order_by_relevance or not isinstance(self.query, PlainText):
            return super().search(config, start, stop, score_field)  # type: ignore[misc]  # the compiler's
        self.order_by_relevance = False
        hits = super().search(config, None, None)  # type: ignore[misc]
        self.order_by_relevance = True
        words = self.build_search_query(self.query, config=config)  # type: ignore[attr-defined]
        titled = SQLiteFTSIndexEntry.objects.filter(MatchExpression(["title"], words))
        in_title = When(pk__in=titled.values("index_entry__object_id"), then=Value(1))
        return hits.order_by(Case(in_title, default=Value(0)).desc(), "-pk")[start:stop]


class QueryCompiler(TitlesFirst, SQLiteSearchQueryCompiler):
    """Wagtail's compiler in this order."""


class AutocompleteQueryCompiler(TitlesFirst, SQLiteAutocompleteQueryCompiler):
    """Wagtail's compiler for words that are still being typed, in this order."""


class SearchBackend(WordsOnly, SQLiteSearchBackend):
    """Wagtail's backend with these."""

    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
