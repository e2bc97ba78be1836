"""Sums of the calculator in the reader's language."""

from decimal import Decimal

from django import template

from toolkit.hiring_cost import wording

register = template.Library()


@register.filter
def euros(amount: Decimal) -> str:
    """Whole euros: 1 260 €."""
    return wording.euros(amount)
