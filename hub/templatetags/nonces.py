"""The tag that `hub.security.templates` writes into templates; a builtin, so that they need not load it."""

from django import template

from hub.security.nonces import nonce

register = template.Library()


@register.simple_tag
def csp_nonce() -> str:
    """The nonce of the current request."""
    return nonce()
