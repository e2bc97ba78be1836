"""The admin's search on PostgreSQL; the index that its queries need is made by a migration of `hub`."""

from modelsearch.backends.database.postgres.postgres import PostgresIndex, PostgresSearchBackend

from hub.search.backends.titles import NormsOnRebuild
from hub.search.backends.words import WordsOnly


class Index(NormsOnRebuild, PostgresIndex):
    """Wagtail's index."""


class SearchBackend(WordsOnly, PostgresSearchBackend):
    """Wagtail's backend with this index."""

    index_class = Index
