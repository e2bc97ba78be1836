"""Answers that are the same for everybody, such as feeds, calendars and the sitemap."""

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

SECONDS = 300
"""For how long anybody may keep such an answer."""


def for_everybody(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let any cache keep the view's answer for a while; refuse every method but GET and HEAD."""
    return require_safe(cache_control(public=True, max_age=SECONDS)(view))
