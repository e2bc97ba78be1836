"""Models of the kernel."""

from hub.models.change import Change
from hub.models.curated_link import CuratedLink
from hub.models.facts import Fact, FactValue
from hub.models.link_check import LinkCheck, LinkPlace
from hub.models.media import HubDocument, HubImage, HubMedia, HubRendition
from hub.models.navigation import Menu
from hub.models.outgoing_mail import OutgoingMail
from hub.models.search_entry import SearchEntry
from hub.models.site_text import SiteText

__all__ = [
    "Change",
    "CuratedLink",
    "Fact",
    "FactValue",
    "HubDocument",
    "HubImage",
    "HubMedia",
    "HubRendition",
    "LinkCheck",
    "LinkPlace",
    "Menu",
    "OutgoingMail",
    "SearchEntry",
    "SiteText",
]
