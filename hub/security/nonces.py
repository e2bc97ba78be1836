"""The nonce of the answer that is being made, for markup that is drawn without knowing its request."""

from collections.abc import Callable
from contextvars import ContextVar

from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import BaseChooser

current: ContextVar[Callable[[], str] | None] = ContextVar("csp_nonce", default=None)
"""Gives the nonce of the request; asking for it puts it into the header."""


def nonce() -> str:
    """The nonce of the current request; empty outside of one."""
    ask = current.get()
    return ask() if ask else ""


def give_choosers_a_nonce() -> None:
    """Let the script that Wagtail puts behind each chooser run; it is written in Python and not in a template."""
    render = BaseChooser.render

    def render_with_nonce(self, name, value, attrs=None, renderer=None) -> SafeString:
        html = render(self, name, value, attrs, renderer)
        # What comes before is escaped, so the first script is the chooser's own.
        return mark_safe(html.replace("<script>", f'<script nonce="{nonce()}">', 1))  # noqa: S308

    BaseChooser.render = render_with_nonce
