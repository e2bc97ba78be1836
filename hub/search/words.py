"""Making text into words, typed and published alike: pure text in, words out."""

import re
import unicodedata

MAX_LENGTH = 200
MAX_WORDS = 16
WORD = re.compile(r"[^\W_]+")


def clean_query(typed: str) -> str:
    """The words of a query: NFC, at most 200 characters and 16 words, no punctuation or control characters.

    Stock full-text search fails on quotes, operators and very long queries; words alone are safe everywhere.
    """
    return " ".join(WORD.findall(_normal(typed)[:MAX_LENGTH])[:MAX_WORDS])


def words_of(text: str) -> list[str]:
    """The words of a text as the index has them: without upper case, in their order."""
    return WORD.findall(_normal(text).casefold())


def _normal(text: str) -> str:
    """NFC, without the soft hyphens that are copied from Finnish PDFs and would cut a word in two."""
    return unicodedata.normalize("NFC", text.replace("\u00ad", ""))
