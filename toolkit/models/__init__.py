"""Page types and snippets of the toolkit, and the answers given to the comparison."""

from toolkit.models.assessment import AssessmentPage
from toolkit.models.benchmark import BenchmarkAnswer
from toolkit.models.calculator import CalculatorPage
from toolkit.models.guide import GuidePage
from toolkit.models.links import LinkListPage
from toolkit.models.local_support import LocalSupport
from toolkit.models.paper import PaperPage
from toolkit.models.path import PathPage
from toolkit.models.process import ProcessPage
from toolkit.models.topic import ToolkitIndexPage, TopicPage

__all__ = [
    "AssessmentPage",
    "BenchmarkAnswer",
    "CalculatorPage",
    "GuidePage",
    "LinkListPage",
    "LocalSupport",
    "PaperPage",
    "PathPage",
    "ProcessPage",
    "ToolkitIndexPage",
    "TopicPage",
]
