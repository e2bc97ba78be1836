"""How well a page answers a query: pure words in, a number out."""

import math
from collections import Counter
from collections.abc import Sequence

IN_TITLE = 4.0
"""What having the whole query in the title counts beside being full of it."""


def score(query: Sequence[str], title: Sequence[str], words: Sequence[str]) -> float:
    """Higher for a better answer; 0 when a word of `query` is not among the page's `words`, the title's included.

    A title counts most, and most of all when it says nothing else. In the text, often is better than once, and
    once in a short text better than once in a long one.
    """
    counts = Counter(words)
    if not all(counts[word] for word in query):
        return 0.0
    shared = len(set(query) & set(title))
    in_title = shared / len(set(query)) + shared / max(len(title), 1)
    in_text = sum(math.log1p(counts[word]) for word in query) / len(query) / math.log(len(words) + 2)
    return IN_TITLE * in_title + in_text
