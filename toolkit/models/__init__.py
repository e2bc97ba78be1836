"""Page types of the toolkit, and the answers given to the comparison."""

from toolkit.models.assessment import AssessmentPage
from toolkit.models.benchmark import BenchmarkAnswer
from toolkit.models.guide import GuidePage
from toolkit.models.topic import ToolkitIndexPage, TopicPage

__all__ = ["AssessmentPage", "BenchmarkAnswer", "GuidePage", "ToolkitIndexPage", "TopicPage"]
