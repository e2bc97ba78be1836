"""What a fact says on a day: pure values, found by key and date."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Status(StrEnum):
    """How far a value can be trusted, as its editor says."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    TO_CHECK = "to_check"


class State(StrEnum):
    """How far a value can be trusted on a day: as its editor says, unless the time it holds for is over."""

    CONFIRMED = "confirmed"
    PROPOSED = "proposed"
    TO_CHECK = "to_check"
    EXPIRED = "expired"


class UnknownFactError(LookupError):
    """There is no published fact with this key, or it had no value yet."""


class Source(NamedTuple):
    """Where a value was read; `url` may be empty."""

    title: str
    publisher: str
    url: str
    retrieved_on: datetime.date


class Figure(NamedTuple):
    """One value of a fact. `unit` is one of `hub.models.facts.Unit`; without `valid_until` it holds until replaced.

    `fact_id` is the primary key of the record. `amount` is None for a rule that has no number.
    """

    fact_id: int
    key: str
    unit: str
    amount: Decimal | None
    valid_from: datetime.date
    valid_until: datetime.date | None
    status: Status
    source: Source
    names: dict[str, str]
    notes: dict[str, str]
    check_by: datetime.date | None

    def state_on(self, day: datetime.date) -> State:
        """Expired after the last day that it holds for; to be checked after the day it should have been checked by."""
        if self.valid_until is not None and self.valid_until < day:
            return State.EXPIRED
        if self.check_by is not None and self.check_by < day:
            return State.TO_CHECK
        return State(self.status)


class Alert(NamedTuple):
    """What a reader of a text with this number has to know: `before` is the value that was replaced, if one was."""

    figure: Figure
    state: State
    before: Figure | None


class Facts:
    """All published values, by key."""

    def __init__(self, figures: Iterable[Figure]):
        self._figures: dict[str, list[Figure]] = {}
        for figure in sorted(figures, key=lambda figure: figure.valid_from):
            self._figures.setdefault(figure.key, []).append(figure)
        self._keys = {figures[0].fact_id: key for key, figures in self._figures.items()}

    def __contains__(self, key: str) -> bool:
        return key in self._figures

    def on(self, key: str, day: datetime.date) -> Figure:
        """The value that holds on a day; the last one before it where that one has ended and nothing replaced it.

        Raises UnknownFactError for a key that does not exist and for a day before its first value.
        """
        begun = [figure for figure in self._figures.get(key, ()) if figure.valid_from <= day]
        if not begun:
            raise UnknownFactError(f"{key} on {day}")
        return begun[-1]

    def key_of(self, fact_id: int) -> str | None:
        """The key of a record; None where nothing of it is published."""
        return self._keys.get(fact_id)

    def alerts(self, fact_ids: Iterable[int], checked_on: datetime.date, day: datetime.date) -> list[Alert]:
        """What has happened to these records by `day` since a text that uses them was checked.

        A value has expired, has passed the day that it should have been checked by, or has been replaced.
        """
        found = []
        for key in sorted(self._keys[fact_id] for fact_id in fact_ids if fact_id in self._keys):
            begun = [figure for figure in self._figures[key] if figure.valid_from <= day]
            if not begun:
                continue
            figure, state = begun[-1], begun[-1].state_on(day)
            is_replaced = len(begun) > 1 and figure.valid_from > checked_on
            is_unchecked = figure.check_by is not None and figure.check_by < day
            if state is State.EXPIRED or is_replaced or is_unchecked:
                found.append(Alert(figure, state, begun[-2] if is_replaced else None))
        return found

    def history(self, key: str) -> list[Figure]:
        """All values of a fact, the oldest first. Raises UnknownFactError."""
        if key not in self._figures:
            raise UnknownFactError(key)
        return list(self._figures[key])

    def keys(self) -> list[str]:
        """All keys, in alphabetical order."""
        return sorted(self._figures)
