"""Aliases, which Wagtail keeps like the page that they show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

pytestmark = pytest.mark.django_db


def publish(page, title: str) -> None:
    page.title = title
    page.save_revision().publish()


def test_alias_follows_its_page(guide):
    alias = guide.create_alias(parent=guide.get_parent(), update_slug="alias")
    publish(guide, "Uusi otsikko")
    assert Page.objects.get(pk=alias.pk).title == "Uusi otsikko"


def test_page_without_aliases_reads_no_other_page_in_the_order_of_the_tree(guide):
    with CaptureQueriesContext(connection) as queries:
        publish(guide, "Uusi otsikko")
    sql = [query["sql"] for query in queries if '"alias_of_id" =' in query["sql"]]
    assert sql
    assert [statement for statement in sql if "ORDER BY" in statement] == []
