"""Keeps a live set against a kill: what is seen of it lies in the user's data folder until it is over.

Of a set that nobody wants to keep nothing is written.
"""

from contextlib import suppress
from datetime import UTC, datetime
from typing import IO
from uuid import UUID

from formcheck.adapters.interrupted import Journal, KeptOrder, Waiting, any_run, open_private, shelf
from formcheck.adapters.live.order import WorkoutOrder
from formcheck.adapters.models import ModelUsed
from formcheck.adapters.store import Keeper
from formcheck.domain.body import Sighting
from formcheck.engine.workout import Workout


class Safeguard:
    """The journal of one workout. What goes wrong with it costs the workout nothing."""

    def __init__(self, waiting: Waiting, file: IO[bytes]) -> None:
        self._waiting = waiting
        self._file: IO[bytes] | None = file
        self._journal: Journal | None = None

    @property
    def set_key(self) -> UUID:
        """Of the set that the workout becomes."""
        return self._waiting.order.set_key

    def add(self, sighting: Sighting, workout: Workout, model: ModelUsed) -> None:
        """Write down a frame that belongs to the workout."""
        if self._file is None:
            return
        self._journal = self._journal or Journal(self._file, model)
        try:
            self._journal.add(sighting, workout)
        except OSError:  # a full disk: what is there stays
            self._close()

    def conclude(self, workout: Workout) -> None:
        """Write down what is left: the workout is over."""
        if self._file is None or self._journal is None:
            return
        try:
            self._journal.write(workout)
        except OSError:
            self._close()

    def end(self, *, over: bool) -> None:
        """Nothing more comes. over: it was kept, or its visitor knows that it was not; else it waits for
        them, unless nothing had begun.
        """
        self._close()
        if over or not any_run(self._waiting.journal):
            shelf().discard(self._waiting)
        else:
            shelf().put_back(self._waiting)

    def _close(self) -> None:
        open_file: Journal | IO[bytes] | None = self._journal or self._file
        self._file = self._journal = None
        if open_file is not None:
            with suppress(OSError):
                open_file.close()


def safeguard_of(order: WorkoutOrder, keeper: Keeper | None) -> Safeguard | None:
    """Begin to keep a workout; None where it is not to be kept, or cannot be written down."""
    if keeper is None:
        return None
    written = KeptOrder(
        source=keeper.source,
        at=datetime.now(UTC),
        exercise=order.spec.slug,
        model=order.model,
        language=order.language,
        side=order.side,
        aim=order.plan.aim,
    )
    try:
        waiting = shelf().begin(keeper.mine.profile.key, written)
        return Safeguard(waiting, open_private(waiting.journal))
    except OSError:
        return None
