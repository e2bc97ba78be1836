"""Reading the published facts: one query in a generation of the content, however many there are."""

from django.apps import apps

from hub.caching.generation import remember
from hub.facts.figures import Facts


def published_facts() -> Facts:
    """All values of all published facts."""
    return remember("facts", _read)


def _read() -> Facts:
    values = apps.get_model("hub", "FactValue").objects.filter(fact__live=True).select_related("fact")
    return Facts(value.figure() for value in values)
