"""One thing for editors to do, as the dashboard lists it."""

from typing import NamedTuple


class EditorTask(NamedTuple):
    """A sentence in the editor's language, where to do it, and the date that it is due, if any."""

    text: str
    url: str
    is_urgent: bool = False
