"""Templates of installed packages, with the nonce that their inline scripts need."""

import re

from django.template.base import Origin
from django.template.loaders import app_directories

INLINE = re.compile(r"<script( type=\"text/javascript\")?>")


class Loader(app_directories.Loader):
    """Django's loader; what a package's template writes between script tags may run.

    Only the tags that stand in the template's own text are changed, never what is drawn into it.
    """

    def get_contents(self, origin: Origin) -> str:
        """The text of a template with nonces."""
        return INLINE.sub(r'<script nonce="{% csp_nonce %}">', super().get_contents(origin))
