"""Models of the kernel."""

from hub.models.change import Change
from hub.models.facts import Fact, FactValue
from hub.models.media import HubDocument, HubImage, HubMedia, HubRendition
from hub.models.navigation import Menu
from hub.models.search_entry import SearchEntry
from hub.models.site_text import SiteText

__all__ = [
    "Change",
    "Fact",
    "FactValue",
    "HubDocument",
    "HubImage",
    "HubMedia",
    "HubRendition",
    "Menu",
    "SearchEntry",
    "SiteText",
]
