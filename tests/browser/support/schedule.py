"""Which worker runs what: the tests that share a server stay together, all others go where there is room.

A plugin for pytest-xdist (`-p tests.browser.support.schedule`). Its own `--dist loadgroup` does nothing under pytest
9.2, which no longer reads a test's id from where xdist writes the group.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

BROWSER_TESTS = "tests/browser/"
TESTS_THAT_EDIT = ("test_editing.py", "test_policy.py", "test_second_factor.py", "test_translating.py")
LONGEST_FIRST = (
    "desk",
    "tests/contracts/permissions/test_permissions.py",
    "site",
    "tests/hostile/test_forms.py",
)
"""What one worker would be alone with at the end if it came last. The first two fill a site and a database, where there
are none yet, at the same time."""


def group(nodeid: str) -> str:
    """What a test stays together with: one of two groups of browser tests, or its file."""
    path = nodeid.partition("::")[0]
    if not path.startswith(BROWSER_TESTS):
        return path
    return "desk" if path.endswith(TESTS_THAT_EDIT) else "site"


class ByServer(LoadScopeScheduling):
    """Gives each worker a group, and another when it is done; in the order of the tests (--no-loadscope-reorder)."""

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest groups first."""
    places = {name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: places.get(group(item.nodeid), len(places)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log) -> ByServer:
    """Put the scheduler in the place of xdist's own."""
    return ByServer(config, log)
