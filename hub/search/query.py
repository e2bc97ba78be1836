"""Making a typed query safe to ask: pure text in, words out."""

import re
import unicodedata

MAX_LENGTH = 200
MAX_WORDS = 16


def clean_query(typed: str) -> str:
    """The words of a query: NFC, at most 200 characters and 16 words, no punctuation or control characters.

    Stock full-text search fails on quotes, operators and very long queries; words alone are safe everywhere.
    Soft hyphens, as copied from Finnish PDFs, are dropped so that the word stays whole.
    """
    text = unicodedata.normalize("NFC", typed.replace("\u00ad", ""))[:MAX_LENGTH]
    return " ".join(re.findall(r"[^\W_]+", text)[:MAX_WORDS])
