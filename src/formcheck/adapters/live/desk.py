"""Who may train, who trains now, and what came of it. Shared by the page's threads and the socket's loop.

issue --> waiting for the first connection --> connected <--> broken off (up to 10 s) --> result
"""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from formcheck.adapters.live.limits import Limits
from formcheck.adapters.live.order import LiveResult, Order, Ticket
from formcheck.adapters.live.session import LiveSession, MakeEstimator
from formcheck.adapters.mediapipe_pose import PoseEstimator


class UnknownToken(Exception):
    """No such token, or no longer."""


class Busy(Exception):
    """All places are taken."""


@dataclass(frozen=True, slots=True, eq=False)
class Seat:
    """A connection's hold on a workout. evict: called when a newer connection takes over, in its thread."""

    session: LiveSession
    order: Order
    result_id: str
    resumed: bool
    evict: Callable[[], None]


@dataclass(slots=True)
class _Workout:
    """From order to result. session: from the first connection on. seat: None while the line is broken."""

    order: Order
    result_id: str
    issued_s: float
    session: LiveSession | None = None
    seat: Seat | None = None
    ending: bool = False


@dataclass(slots=True)
class _Kept:
    """What came of a workout; no result when not one picture came."""

    since_s: float
    result_id: str
    result: LiveResult | None


@dataclass(slots=True)
class Desk:
    """One per server. What it hands out cannot be guessed; nothing of one visitor is found by another."""

    limits: Limits = field(default_factory=Limits)
    make_estimator: MakeEstimator = PoseEstimator
    now_s: Callable[[], float] = time.monotonic
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _workouts: dict[str, _Workout] = field(default_factory=dict)
    _kept: dict[str, _Kept] = field(default_factory=dict)

    def issue(self, order: Order) -> Ticket:
        """Take an order; the ticket opens one workout."""
        with self._lock:
            self._forget_old()
            ticket = Ticket(secrets.token_urlsafe(32), secrets.token_urlsafe(16))
            self._workouts[ticket.token] = _Workout(order, ticket.result_id, self.now_s())
            return ticket

    def result(self, result_id: str) -> LiveResult | None:
        """What came of a workout that is over; None when it runs, never was, or is long past."""
        with self._lock:
            self._forget_old()
            found = (kept.result for kept in self._kept.values() if kept.result_id == result_id)
            return next(found, None)

    def running(self, result_id: str) -> bool:
        """Whether a workout is under way: connected, or broken off so lately that it may go on."""
        with self._lock:
            return any(w.result_id == result_id and w.session for w in self._workouts.values())

    def finished(self, token: str) -> str | None:
        """Id of the result of a workout that is over, None when it is not."""
        with self._lock:
            kept = self._kept.get(token)
            return kept.result_id if kept else None

    def sit(self, token: str, evict: Callable[[], None]) -> Seat:
        """Take the seat of a token; whoever has it is told to leave. Raises UnknownToken, Busy."""
        with self._lock:
            self._forget_old()
            workout = self._workouts.get(token)
            if workout is None or workout.ending:
                raise UnknownToken
            resumed = workout.session is not None
            if workout.session is None:
                if sum(1 for each in self._workouts.values() if each.session) >= self.limits.clients:
                    raise Busy
                workout.session = LiveSession(
                    workout.order, longest_s=self.limits.workout_s, make_estimator=self.make_estimator
                )
            if workout.seat is not None:
                workout.seat.evict()
            workout.seat = Seat(workout.session, workout.order, workout.result_id, resumed, evict)
            return workout.seat

    def leave(self, seat: Seat) -> bool:
        """Give up a seat: the workout waits for a new connection. False when a newer one has it already."""
        with self._lock:
            workout = next((each for each in self._workouts.values() if each.seat is seat), None)
            if workout is None:
                return False
            workout.seat = None
            return True

    def finish(self, result_id: str, *, only_if_left: bool = False) -> None:
        """End a workout and keep its result. Waits for the picture at hand; harmless when it is over.

        only_if_left: not when somebody has taken its seat.
        """
        with self._lock:
            token = next((t for t, each in self._workouts.items() if each.result_id == result_id), "")
            workout = self._workouts.get(token)
            if workout is None or workout.session is None or workout.ending:
                return
            if only_if_left and workout.seat is not None:
                return
            workout.ending = True
        analysis = None
        try:
            analysis = workout.session.close()
        finally:
            result = LiveResult(workout.order, analysis) if analysis else None
            with self._lock:
                del self._workouts[token]
                self._kept[token] = _Kept(self.now_s(), result_id, result)
                self._forget_old()

    def close(self) -> None:
        """End all workouts: the server stops."""
        with self._lock:
            running = [each.result_id for each in self._workouts.values()]
        for result_id in running:
            self.finish(result_id)

    def _forget_old(self) -> None:
        now_s = self.now_s()
        for token, workout in list(self._workouts.items()):
            if workout.session is None and now_s - workout.issued_s > self.limits.ticket_s:
                del self._workouts[token]
        # In the order in which they were kept, oldest first.
        for token, kept in list(self._kept.items()):
            if now_s - kept.since_s > self.limits.result_s or len(self._kept) > self.limits.results:
                del self._kept[token]
