"""The structured data of a page, read as a search engine reads it."""

import json

from bs4 import BeautifulSoup


def data_of(soup: BeautifulSoup) -> dict[str, dict]:
    """The items of a page's one data block by their schema.org type."""
    (block,) = soup.select("script[type='application/ld+json']")
    data = json.loads(block.string)
    assert data["@context"] == "https://schema.org"
    return {item["@type"]: item for item in data["@graph"]}
