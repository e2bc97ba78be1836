"""Page types of the toolkit."""

from toolkit.models.guide import GuidePage
from toolkit.models.path import PathPage
from toolkit.models.topic import ToolkitIndexPage, TopicPage

__all__ = ["GuidePage", "PathPage", "ToolkitIndexPage", "TopicPage"]
