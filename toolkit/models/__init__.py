"""Page types and snippets of the toolkit."""

from toolkit.models.calculator import CalculatorPage
from toolkit.models.guide import GuidePage
from toolkit.models.local_support import LocalSupport
from toolkit.models.topic import ToolkitIndexPage, TopicPage

__all__ = ["CalculatorPage", "GuidePage", "LocalSupport", "ToolkitIndexPage", "TopicPage"]
