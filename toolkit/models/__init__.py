"""Page types of the toolkit."""

from toolkit.models.guide import GuidePage
from toolkit.models.links import LinkListPage
from toolkit.models.process import ProcessPage
from toolkit.models.topic import ToolkitIndexPage, TopicPage

__all__ = ["GuidePage", "LinkListPage", "ProcessPage", "ToolkitIndexPage", "TopicPage"]
