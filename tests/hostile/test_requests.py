"""Odd methods and headers on pages, and the script that throws many of them (`make hostile`)."""

from itertools import islice

import pytest

from scripts import hostile
from scripts.hostile import Answer, Request

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "PROPFIND", "TRACE", "OPTIONS", "FOO"])
def test_b52_page_is_only_read(client, guide, method):
    """B52: methods."""
    assert client.generic(method, guide.url).status_code in {200, 403, 405}


def test_b52_head_of_a_page_is_that_of_get(client, guide):
    """B52: HEAD."""
    head, get = client.head(guide.url), client.get(guide.url)
    assert head.content == b""
    assert head.headers == get.headers


def test_b52_method_in_a_header_is_not_believed(client, guide):
    """B52: a method in a header."""
    headers = {"X-HTTP-Method-Override": "DELETE"}
    assert client.get(guide.url, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept-Language": "a" * 100_000},
        {"Accept-Language": "fi," * 30_000},
        {"Accept": "*/*;q=" * 20_000},
        {"Cookie": "a=b; " * 20_000},
        {"Accept-Encoding": "gzip;q=x, " * 10_000},
        {"Content-Type": "text/html; charset=" + "x" * 100_000},
        {"X-Forwarded-For": "1.2.3.4, " * 10_000},
        {"If-None-Match": '"a", ' * 20_000},
        {"X-Original-URL": "/admin/", "X-Rewrite-URL": "/admin/"},
    ],
    ids="+".join,
)
def test_b54_b56_long_and_foreign_headers_change_nothing(client, guide, headers):
    """B51, B54, B56, 2026-84429, 2024-39614, 2023-23969: headers of 100 kB."""
    for address in ("/", guide.url, "/fi/ei-ole/"):
        plain, odd = client.get(address), client.get(address, headers=headers)
        assert odd.status_code == plain.status_code


def test_same_seed_throws_the_same_requests():
    one, same, other = ([*islice(hostile.requests(seed, "h", ["/fi/"]), 50)] for seed in (1, 1, 2))
    assert one == same != other


@pytest.mark.parametrize(
    ("status", "seconds", "after", "count"),
    [
        (200, 0.01, {7: 101}, 0),
        (500, 0.01, {7: 101}, 1),
        (503, 0.01, {7: 101}, 1),
        (0, 0.01, {7: 101}, 1),
        (200, 0.3, {7: 101}, 1),
        (404, 0.01, {7: 151}, 1),
        (404, 0.01, {8: 101}, 1),
    ],
)
def test_script_finds_failures_slowness_growth_and_deaths(status, seconds, after, count):
    answers = [Answer(Request("GET /", b""), status, seconds)]
    assert len(hostile.faults(answers, {7: 100}, after)) == count
