"""Compressing pages, and nothing that is streamed."""

import gzip

import pytest

pytestmark = pytest.mark.django_db


def test_page_is_compressed_for_a_browser_that_can_read_it(client):
    response = client.get("/fi/", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert b"<h1" in gzip.decompress(response.content)


def test_page_is_plain_for_a_browser_that_cannot(client):
    assert "Content-Encoding" not in client.get("/fi/")
