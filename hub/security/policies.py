"""Content security policies: what a browser may load and run, for pages, for the admin and for files."""

from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE

from hub.settings import environment

Policy = dict[str, list]

STORED = [SELF, *([environment.FILES_URL.endpoint_url] if environment.FILES_URL else [])]
"""Where pictures and recordings come from: a link of ours leads on to the bucket, where there is one."""

PAGES: Policy = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": STORED,
    "font-src": [SELF],
    "media-src": STORED,
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
    "img-src": [*STORED, "data:", "blob:"],
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
