"""What is looked for in the admin's search: words."""

from modelsearch.backends.base import BaseSearchResults
from modelsearch.query import MATCH_NONE, And, Phrase, PlainText, SearchQuery

from hub.search.words import clean_query


class WordsOnly:
    """A backend that is given the words of what was typed.

    Quotation marks, control characters, operators inside quotation marks and hundreds of words make Wagtail's own
    queries fail.
    """

    def _search(
        self, compiler: type, query: str | SearchQuery, models: object, **how: object
    ) -> BaseSearchResults:
        typed = _typed(query)
        if typed is not None:
            query = clean_query(typed) or MATCH_NONE
        return super()._search(compiler, query, models, **how)  # type: ignore[misc]  # the backend's


def _typed(query: str | SearchQuery) -> str | None:
    """The text of a query; None for one that nobody has typed."""
    match query:
        case str():
            return query
        case PlainText() | Phrase():
            return query.query_string
        case And():
            return " ".join(filter(None, map(_typed, query.subqueries)))
    return None
