"""Content security policies: what a browser may load and run, for pages, for the admin and for files."""

from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE

Policy = dict[str, list]

PAGES: Policy = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "media-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
}
"""What readers get. A page holds no script and no style, so that one copy of it serves everybody: no nonce."""

PREVIEWS: Policy = {**PAGES, "frame-ancestors": [SELF]}
"""A page in a frame of the admin, before it is published."""

ADMIN: Policy = {
    **PAGES,
    "script-src": [SELF, NONCE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
"""Wagtail's admin: inline scripts of its own templates bear the answer's nonce; its editors write styles."""

FILES: Policy = {
    "default-src": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
    "sandbox": [""],
}
"""Everything that is no page: should a browser open it as one, nothing in it loads or runs."""
