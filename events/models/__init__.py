"""Page types and records of the info sessions."""

from events.models.captions import CaptionTrack
from events.models.index import EventIndexPage
from events.models.registration import Registration, RegistrationCount
from events.models.session import SessionPage
from events.models.theme import Theme

__all__ = ["CaptionTrack", "EventIndexPage", "Registration", "RegistrationCount", "SessionPage", "Theme"]
