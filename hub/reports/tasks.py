"""One thing for editors to do, as the dashboard lists it."""

from typing import NamedTuple

from django.db.models import Model


class EditorTask(NamedTuple):
    """A sentence in the editor's language, where to do it, and what it is about: who may edit that is told of it."""

    text: str
    url: str
    about: Model
    is_urgent: bool = False
