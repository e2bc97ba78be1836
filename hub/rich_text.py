"""What rich text knows beside Wagtail's own: links in the reader's language, and facts."""

from collections.abc import Iterable

from django.db.models import Model
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from hub.facts import texts
from hub.facts.figures import Figure, State
from hub.facts.records import published_facts
from hub.facts.wording import amount_of, time_of
from hub.l10n import links
from hub.models import Fact


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


class FactLinkHandler(LinkHandler):
    """A fact in rich text: its value of today and the time that holds for, before a link to its source.

    It is stored as a link, `<a linktype="fact" id="5">source</a>`, for translators can move links within a sentence.
    """

    identifier = "fact"

    @staticmethod
    def get_model() -> type[Model]:
        """The records that such a link names."""
        return Fact

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """The number with its opening tag; a fact that nobody published leaves the text of the link alone."""
        keys = [published_facts().key_of(int(attrs["id"])) for attrs in attrs_list]
        figures = [texts.today(key) if key else None for key in keys]
        return [_chip(figure) if figure else "<a>" for figure in figures]

    @classmethod
    def extract_references(cls, attrs: dict) -> Iterable[tuple[type[Model], str, str, str]]:
        """The fact, which so knows where it is used."""
        yield Fact, attrs["id"], "", ""


def _chip(figure: Figure) -> SafeString:
    number = format_html('<b class="fact-n">{}</b> ', amount_of(figure)) if figure.amount is not None else ""
    state = figure.state_on(timezone.localdate())
    doubt = format_html('<span class="fact-d">{}</span> ', _doubt(state)) if state != State.CONFIRMED else ""
    source = f"{figure.source.publisher}: {figure.source.title}"
    said = gettext("Source: %(source)s") % {"source": source}
    link = format_html('<a class="fact-l" href="{}" title="{}">', figure.source.url, said)
    return format_html(
        '{}<span class="fact-y">({})</span> {}{}',
        number,
        time_of(figure),
        doubt,
        link if figure.source.url else format_html('<a class="fact-l" title="{}">', said),
    )


def _doubt(state: State) -> str:
    return gettext("no longer in force") if state is State.EXPIRED else gettext("to be checked")


class FactElementHandler(LinkElementHandler):
    """From the database to the editor: what the chip shows of the fact."""

    def get_attribute_data(self, attrs: dict) -> dict:
        """The record with its name and value of today, as Draftail keeps them."""
        fact = Fact.objects.filter(pk=int(attrs["id"])).first()
        figure = fact and texts.today(fact.key)
        return {
            "id": int(attrs["id"]),
            "label": f"{fact}: {amount_of(figure)}" if figure else str(fact or ""),
        }


def fact_element(props: dict):
    """From the editor to the database."""
    return DOM.create_element("a", {"linktype": "fact", "id": props.get("id")}, props["children"])


FACT_RULE = {
    "from_database_format": {'a[linktype="fact"]': FactElementHandler("FACT")},
    "to_database_format": {"entity_decorators": {"FACT": fact_element}},
}
"""How a fact goes between the database and the editor."""
