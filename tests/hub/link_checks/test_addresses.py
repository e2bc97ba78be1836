"""Addresses in what records store."""

import pytest

from hub.link_checks.addresses import addresses_in


@pytest.mark.parametrize(
    ("stored", "found"),
    [
        ("https://vero.fi/ohje", ["https://vero.fi/ohje"]),
        ("HTTP://vero.fi", ["HTTP://vero.fi"]),
        ("https://vero.fi/ohje#kohta-2", ["https://vero.fi/ohje"]),
        ('<p>Lue <a href="https://vero.fi/?a=1&amp;b=2">ohje</a>.</p>', ["https://vero.fi/?a=1&b=2"]),
        ('<a class="x" href=\'https://vero.fi/\'>ohje</a>', ["https://vero.fi/"]),
        ('<p><a href="https://a.fi/">a</a> <a href="https://b.fi/">b</a></p>', ["https://a.fi/", "https://b.fi/"]),
        ([{"value": {"url": "https://a.fi/", "laws": [{"value": "https://b.fi/"}]}}], ["https://a.fi/", "https://b.fi/"]),
        ("Osoite on https://vero.fi ja se riittää.", []),
        ('<a linktype="page" id="5">ohje</a>', []),
        ('<a href="mailto:a@b.fi">posti</a>', []),
        ('<a href="javascript:alert(1)">x</a>', []),
        ("https://hirvaskoski.example/", []),
        ("https://hirvaskoski.example.fi/", ["https://hirvaskoski.example.fi/"]),
        ("https://[rikki", ["https://[rikki"]),
        (None, []),
        (5, []),
        ("", []),
    ],
)  # fmt: skip
def test_links_are_found_and_nothing_else(stored, found):
    assert list(addresses_in(stored)) == found
