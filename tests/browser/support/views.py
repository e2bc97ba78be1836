"""What a visitor can look at: one page of every type, and the views that are no pages."""

from django.urls import reverse
from django.utils.translation import override

from hub.checks import page_types
from tests.browser.support.server import Server

LANGUAGES = ["fi", "sv"]
PAGE_TYPES = [model._meta.label_lower for model in page_types()]
TEXT_PAGES = ["home.homepage", "home.contentpage", "toolkit.guidepage", "articles.scenariopage"]
RECORDING = {
    "fi": "/fi/infot/palkkatuki-yhdistyksessa/",
    "sv": "/sv/infotraffar/lonesubvention-i-foreningen/",
}
GUIDE = {
    "fi": "/fi/tyokalut/palkanmaksu-ja-ilmoitukset/ensimmainen-palkka/",
    "sv": "/sv/verktyg/loner-och-anmalningar/forsta-lonen/",
}
COMING = {"fi": "/fi/infot/tyosopimus-yhdessa-illassa/", "sv": "/sv/infotraffar/arbetsavtalet-pa-en-kvall/"}
TOPIC = {"fi": "/fi/tyokalut/tyosuhde-ja-sopimukset/", "sv": "/sv/verktyg/anstallning-och-avtal/"}
WITHDRAWN = {"fi": "/fi/skenaariot/torilla/", "sv": "/sv/scenarier/i-den-gemensamma-byn/"}
"""Pages that `site` has unpublished in this language, so that they exist in the other one only."""
HITS = {"fi": "palkkatuki", "sv": "lönesubvention"}
VIEWS = {
    "coming session": lambda language: COMING[language],
    "topic to print": lambda language: f"{TOPIC[language]}?print=all",
    "search with hits": lambda language: f"{search_path(language)}?q={HITS[language]}",
    "search without hits": lambda language: f"{search_path(language)}?q=xyzzyqwx",
    "search, empty": lambda language: search_path(language),  # noqa: PLW0108  # defined below
    "not found": lambda language: f"/{language}/ei-finns/",
    "language notice": lambda language: WITHDRAWN[language],
}
NOT_FOUND = {"not found", "language notice"}
EVERYTHING = [*PAGE_TYPES, *VIEWS]


def search_path(language: str) -> str:
    """The address of the search page."""
    with override(language):
        return reverse("search")


def path_of(site: Server, view: str, language: str) -> str:
    """The address of a view, or of the last page of a type: the starter content keeps its richest pages there."""
    if view in VIEWS:
        return VIEWS[view](language)
    paths = [page.path for page in site.pages() if (page.kind, page.language) == (view, language)]
    assert paths, f"The starter content has no published {view} in {language}; every page type needs one."
    return paths[-1]
