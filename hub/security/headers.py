"""Headers that tell browsers what not to do, on every answer: pages, files, redirects, faults."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.security import SecurityMiddleware

from hub.security import policies
from hub.security.nonces import current
from hub.settings import environment

ALWAYS = {
    # S3 does not say that others may show its files; without credentials browsers take them all the same.
    "Cross-Origin-Embedder-Policy": "credentialless" if environment.FILES_URL else "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        [
            "accelerometer=()",
            "autoplay=()",
            "browsing-topics=()",
            "camera=()",
            "display-capture=()",
            "encrypted-media=()",
            "fullscreen=(self)",
            "geolocation=()",
            "gyroscope=()",
            "magnetometer=()",
            "microphone=()",
            "midi=()",
            "payment=()",
            "picture-in-picture=(self)",
            "publickey-credentials-get=(self)",
            "usb=()",
            "xr-spatial-tracking=()",
        ]
    ),
}
NOT_CHANGED = 304


class HeadersMiddleware(SecurityMiddleware):
    """Django's headers and ours. What a later middleware refuses gets them, too; the page cache keeps them with a page.

    Django's own stands behind it and redirects to HTTPS; there it may refuse a host name.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Leave the request to Django's own middleware."""

    def process_response(self, request, response):
        """Add what the answer does not have yet."""
        response = super().process_response(request, response)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        return response


class PolicyMiddleware(CSPMiddleware):
    """Gives each answer the content security policy of its kind."""

    def __call__(self, request):
        """Make the nonce known while the answer is being made."""
        token = current.set(lambda: str(request.csp_nonce))
        try:
            return super().__call__(request)
        finally:
            current.reset(token)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Set the header; it replaces the shorter one that Wagtail gives documents."""
        if response.status_code == NOT_CHANGED:
            return response  # The browser keeps the policy of the copy that it has.
        if not _is_page(response):
            response.headers.pop(HEADER, None)
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The policy by what the answer is."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None:
            parts.config = _policy(request, response)
        return parts


def _policy(request: HttpRequest, response: HttpResponseBase) -> policies.Policy:
    if not _is_page(response):
        return policies.FILES
    if getattr(request, "is_preview", False):
        return policies.PREVIEWS
    return policies.ADMIN if request.path_info.startswith("/admin/") else policies.PAGES


def _is_page(response: HttpResponseBase) -> bool:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and "Content-Disposition" not in response.headers
