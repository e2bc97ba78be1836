"""Finding pages by words, with the full-text index of the database."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from hub.search import find as module
from hub.search.find import find

pytestmark = pytest.mark.django_db


def matching(query: str) -> list[str]:
    """The SQL with which candidates are looked for."""
    with CaptureQueriesContext(connection) as queries:
        find(query, "fi")
    return [sql for sql in (query["sql"] for query in queries) if "LIMIT" in sql and "words" in sql]


def plan_of(sql: str) -> str:
    """How the database would answer, were the table too large to be read through."""
    explain = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}[connection.vendor]
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        cursor.execute(explain + sql.replace("%", "%%"))
        return str(cursor.fetchall())


def test_candidates_come_from_the_full_text_index():
    index = {"sqlite": "VIRTUAL TABLE INDEX", "postgresql": "Bitmap Index Scan on hub_searchentry"}
    statements = matching("palkka yhdistys")
    assert len(statements) == 2
    for sql in statements:
        assert index[connection.vendor] in plan_of(sql)


def test_nothing_is_sorted_before_the_candidates_are_cut():
    for sql in matching("palkka"):
        if connection.vendor == "sqlite":
            assert "TEMP B-TREE" not in plan_of(sql)
        else:
            assert "ORDER BY" not in sql


def test_page_with_the_word_in_its_title_is_found_among_more_than_are_ranked(guide, monkeypatch):
    monkeypatch.setattr(module, "CANDIDATES", 1)
    assert next(entry.page.title for entry in find(guide.title, "fi")) == guide.title


def test_every_word_has_to_be_there(guide):
    assert find(guide.title, "fi")
    assert find(f"{guide.title} ksylofonisti", "fi") == []


@pytest.mark.parametrize("query", ["", "...", "½", "𐍈", "fi", "language", "words", "not", "NEAR", "a" * 200])
def test_odd_query_finds_no_page_that_does_not_have_its_words(query):
    """B67: a query of nothing finds nothing."""
    for entry in find(query, "fi"):
        assert query.lower() in entry.words.split()
