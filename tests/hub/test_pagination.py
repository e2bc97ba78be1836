"""Pages of a long list."""

import pytest
from django.core.paginator import InvalidPage, Paginator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from hub.caching import generation
from hub.pagination import LongPaginator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reading():
    generation.read()
    yield
    generation.done_reading()


@pytest.mark.parametrize("size", [1, 2, 7, 10_000])
def test_pages_are_those_of_an_ordinary_paginator(size):
    pages = Page.objects.order_by("-path")
    long, ordinary = LongPaginator(pages, size, ("pages",)), Paginator(pages, size)
    assert [list(page) for page in long] == [list(page) for page in ordinary]


@pytest.mark.parametrize("number", [0, -1, "x", "", 10_000])
def test_page_that_is_none_is_refused(number):
    with pytest.raises(InvalidPage):
        LongPaginator(Page.objects.order_by("path"), 5, ("pages",)).page(number)


def test_last_page_is_read_from_the_end():
    long = LongPaginator(Page.objects.order_by("path"), 5, ("pages",))
    with CaptureQueriesContext(connection) as queries:
        list(long.page(long.num_pages))
    assert "OFFSET" not in queries[-1]["sql"]


def test_list_is_counted_once_until_something_changes():
    pages = Page.objects.order_by("path")
    assert LongPaginator(pages, 5, ("pages",)).count
    with CaptureQueriesContext(connection) as queries:
        assert LongPaginator(pages, 5, ("pages",)).count
    assert len(queries) == 0


def test_lists_of_other_names_are_counted_apart():
    assert LongPaginator(Page.objects.order_by("path"), 5, ("all",)).count > 1
    assert LongPaginator(Page.objects.filter(depth=1).order_by("path"), 5, ("roots",)).count == 1
