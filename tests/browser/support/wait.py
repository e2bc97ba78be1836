"""Waiting for what Playwright has no words for."""

import time
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


def eventually(ask: Callable[[], Value], seconds: float = 10) -> Value:
    """Ask until the answer is truthy, and return it; the last answer when it never is."""
    until = time.monotonic() + seconds
    while not (answer := ask()) and time.monotonic() < until:
        time.sleep(0.02)
    return answer
