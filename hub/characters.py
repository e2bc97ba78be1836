"""Characters that nobody sees, in texts that come from elsewhere."""

import re

HIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def without_hidden(text: str) -> str:
    """A text without control characters and without those that turn the direction of what follows.

    PostgreSQL stores no NUL, and a turned text reads as another.
    """
    return HIDDEN.sub("", text)
