"""What an answer means: which outcomes are failures, and when a link counts as dead. Pure."""

import datetime
from enum import Enum
from typing import NamedTuple


class Outcome(Enum):
    """What came of asking an address."""

    WORKS = "works"
    REFUSED = "refused"
    ROBOTS = "robots"
    NOT_FOUND = "not_found"
    SERVER_ERROR = "server_error"
    NO_ANSWER = "no_answer"
    SLOW = "slow"
    CERTIFICATE = "certificate"
    CIRCLE = "circle"
    NOT_PUBLIC = "not_public"
    INVALID = "invalid"


NO_FAILURE = {Outcome.WORKS, Outcome.REFUSED, Outcome.ROBOTS}
"""A site that turns programs away may well open in a browser, so nothing follows from that."""

UNREACHED = {Outcome.NO_ANSWER, Outcome.SLOW}
"""Which a site gives that is gone, and every site when this machine has no way to the internet."""


class Answer(NamedTuple):
    """What came of asking, and the number that the site answered when it did."""

    outcome: Outcome
    status_code: int | None = None


class Verdict(NamedTuple):
    """The first day of the failures in a row, None when the last answer was none; whether the link counts as dead."""

    failing_since: datetime.date | None = None
    is_dead: bool = False


def answer_of(status_code: int) -> Answer:
    """What a site's number (RFC 9110) says of the page."""
    match status_code:
        case 404 | 410:
            return Answer(Outcome.NOT_FOUND, status_code)
        case 416:  # The page is empty, so it has no beginning to send.
            return Answer(Outcome.WORKS)
        case code if code >= 500 and code != 999:
            return Answer(Outcome.SERVER_ERROR, status_code)
        case code if code >= 400:
            return Answer(Outcome.REFUSED, status_code)
        case _:
            return Answer(Outcome.WORKS)


def next_verdict(before: Verdict, outcome: Outcome, today: datetime.date) -> Verdict:
    """What to think of a link after one more answer: two failures on different days, none between, make it dead."""
    if outcome in NO_FAILURE:
        return Verdict()
    since = before.failing_since or today
    return Verdict(since, before.is_dead or since < today)
