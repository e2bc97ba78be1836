"""Which worker runs what: the tests that share a server stay together, all others go where there is room.

A plugin for pytest-xdist (`-p tests.browser.support.schedule`). Its own `--dist loadgroup` does nothing under pytest
9.2, which no longer reads a test's id from where xdist writes the group.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

BROWSER_TESTS = "tests/browser/"
TESTS_THAT_EDIT = ("test_editing.py", "test_policy.py", "test_second_factor.py", "test_translating.py")


class ByServer(LoadScopeScheduling):
    """Two groups of browser tests; of the others, each file by itself."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        if not path.startswith(BROWSER_TESTS):
            return path
        return "desk" if path.endswith(TESTS_THAT_EDIT) else "site"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log) -> ByServer:
    """Put the scheduler in the place of xdist's own."""
    return ByServer(config, log)
