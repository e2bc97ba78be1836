"""Links of rich text, rendered in the reader's language."""

from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.rich_text.pages import PageLinkHandler

from hub.l10n import links


class ReadersLanguageLinkHandler(PageLinkHandler):
    """Expands page links from what was read for the whole page; marks a page of another language."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """Opening tags; a link to a page that nobody may read loses its address."""
        return [cls._tag(links.target(int(attrs["id"]))) for attrs in attrs_list]

    @staticmethod
    def _tag(target: links.LinkTarget | None) -> str:
        if target is None:
            return "<a>"
        if target.language == get_language():
            return format_html('<a href="{}">', target.url)
        return format_html('<a href="{}" hreflang="{}">', target.url, target.language)
