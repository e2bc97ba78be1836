"""Page types of the articles."""

from articles.models.scenario import ScenarioIndexPage, ScenarioPage

__all__ = ["ScenarioIndexPage", "ScenarioPage"]
