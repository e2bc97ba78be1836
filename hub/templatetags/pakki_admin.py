"""Template tags of the admin."""

from django import template
from django.apps import apps

register = template.Library()


@register.simple_tag
def page_type_icon(app_label: str, model_name: str) -> str:
    """The name of the admin icon of a page type."""
    return f"pakki-{apps.get_model(app_label, model_name).kind_icon}"
