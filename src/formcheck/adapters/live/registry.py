"""The registry of workouts: which are ordered, which run on which connection, and what their results are.

Shared by the page's threads and the socket's event loop, so every access holds one lock.

issued --> first connection --> connected <--> disconnected (up to `grace_s`) --> result
"""

import math
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from formcheck.adapters.live.limits import Limits
from formcheck.adapters.live.order import LiveResult, Ticket, WorkoutOrder
from formcheck.adapters.live.safeguard import Safeguard, safeguard_of
from formcheck.adapters.live.session import LiveSession, MakeEstimator
from formcheck.adapters.pose_process import PoseProcess
from formcheck.adapters.store import Keeper, Kept


class UnknownToken(Exception):
    """No workout has this token, or no longer."""


class AtCapacity(Exception):
    """As many workouts run as `Limits.clients` allows."""


@dataclass(frozen=True, slots=True, eq=False)
class Lease:
    """The exclusive right of one connection to a workout. Leases are compared by identity.

    resumed: an earlier connection had this workout. revoke: called when a newer connection takes the
    workout over, in that connection's thread.
    """

    session: LiveSession
    order: WorkoutOrder
    result_id: str
    resumed: bool
    revoke: Callable[[], None]


@dataclass(slots=True)
class _Entry:
    """A workout from order to result. session: from the first connection on. lease: None if disconnected."""

    order: WorkoutOrder
    result_id: str
    issued_s: float
    keeper: Keeper | None = None
    session: LiveSession | None = None
    safeguard: Safeguard | None = None
    lease: Lease | None = None
    ending: bool = False
    over: threading.Event = field(default_factory=threading.Event)


@dataclass(slots=True)
class _StoredResult:
    """The result of a workout that is over; result is None when not one picture came."""

    since_s: float
    result_id: str
    result: LiveResult | None


@dataclass(slots=True)
class WorkoutRegistry:
    """All workouts of one server. Tokens and ids are random, so no visitor can find another's workout.

    make_estimator: makes the pose source of a workout. now_s: a monotonic clock, in seconds.
    """

    limits: Limits = field(default_factory=Limits)
    make_estimator: MakeEstimator = PoseProcess
    now_s: Callable[[], float] = time.monotonic
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _entries: dict[str, _Entry] = field(default_factory=dict)
    _results: dict[str, _StoredResult] = field(default_factory=dict)
    _late_from_s: float = math.inf
    _stops: bool = False

    def issue(self, order: WorkoutOrder, keeper: Keeper | None = None) -> Ticket:
        """Register an order. The ticket's token opens one workout. keeper: keeps its result."""
        with self._lock:
            self._drop_expired()
            ticket = Ticket(secrets.token_urlsafe(32), secrets.token_urlsafe(16))
            self._entries[ticket.token] = _Entry(order, ticket.result_id, self.now_s(), keeper)
            return ticket

    def find_result(self, result_id: str) -> LiveResult | None:
        """Result of a finished workout; None while it runs, when it is unknown, or when it has expired."""
        with self._lock:
            self._drop_expired()
            found = (stored.result for stored in self._results.values() if stored.result_id == result_id)
            return next(found, None)

    def is_running(self, result_id: str) -> bool:
        """Whether the workout is connected, or disconnected for less than `Limits.grace_s`."""
        with self._lock:
            return any(e.result_id == result_id and e.session for e in self._entries.values())

    def find_finished(self, token: str) -> str | None:
        """Result id of a finished workout; None when it is not finished or unknown."""
        with self._lock:
            stored = self._results.get(token)
            return stored.result_id if stored else None

    def acquire(self, token: str, revoke: Callable[[], None]) -> Lease:
        """Lease the workout of a token; an older lease is revoked. Raises UnknownToken, AtCapacity."""
        with self._lock:
            self._drop_expired()
            entry = self._entries.get(token)
            if entry is None or entry.ending:
                raise UnknownToken
            resumed = entry.session is not None
            if entry.session is None:
                if sum(1 for each in self._entries.values() if each.session) >= self.limits.clients:
                    raise AtCapacity
                entry.safeguard = safeguard_of(entry.order, entry.keeper)
                entry.session = LiveSession(
                    entry.order,
                    longest_s=self.limits.workout_s,
                    make_estimator=self.make_estimator,
                    late=self._is_late,
                    safeguard=entry.safeguard,
                )
            if entry.lease is not None:
                entry.lease.revoke()
            entry.lease = Lease(entry.session, entry.order, entry.result_id, resumed, revoke)
            return entry.lease

    def release(self, lease: Lease) -> bool:
        """Give a lease back, so that a new connection can resume the workout.

        False when the workout is over or a newer connection has leased it.
        """
        with self._lock:
            entry = next((each for each in self._entries.values() if each.lease is lease), None)
            if entry is None:
                return False
            entry.lease = None
            return True

    def finish(self, result_id: str, *, only_if_released: bool = False) -> None:
        """End a workout and store its result. Blocks until the picture at hand is done.

        Does nothing when the workout is over or unknown. only_if_released: nor when a connection leases it.
        """
        with self._lock:
            token = next((t for t, each in self._entries.items() if each.result_id == result_id), "")
            entry = self._entries.get(token)
            if entry is None or entry.session is None or entry.ending:
                return
            if only_if_released and entry.lease is not None:
                return
            entry.ending = True
        analysis, kept, over = None, None, False
        try:
            analysis = entry.session.close()
            if analysis and entry.keeper:
                key = entry.safeguard.set_key if entry.safeguard else None
                kept = entry.keeper.keep(analysis, recording=entry.session.recording, key=key)
            over = self._is_over(kept)
        finally:
            entry.session.forget()
            if entry.safeguard:
                entry.safeguard.end(over=over)
            result = LiveResult(entry.order, analysis, kept) if analysis else None
            with self._lock:
                del self._entries[token]
                self._results[token] = _StoredResult(self.now_s(), result_id, result)
                self._drop_expired()
            entry.over.set()

    def hurry(self, within_s: float) -> None:
        """The server will stop: what ends later than within_s from now is not judged once more.

        It takes no lock: a signal may come in the middle of anything.
        """
        self._stops = True
        self._late_from_s = min(self._late_from_s, self.now_s() + within_s)

    def close(self) -> None:
        """End all workouts: the server stops. Waits for those that end by themselves just now."""
        self._stops = True
        with self._lock:
            running = [each for each in self._entries.values() if each.session]
        for each in running:
            self.finish(each.result_id)
        for each in running:
            each.over.wait()

    def _is_over(self, kept: Kept | None) -> bool:
        """Whether nothing is left to be offered. kept: None where nothing is to be kept, or nothing was seen.

        That nothing could be judged, the visitor of a server that stops has not been told: they are at its
        next start, if they go on with it.
        """
        if kept is None:
            return True
        return kept.trouble is None and (kept.key is not None or not self._stops)

    def _is_late(self) -> bool:
        return self.now_s() >= self._late_from_s

    def _drop_expired(self) -> None:
        now_s = self.now_s()
        for token, entry in list(self._entries.items()):
            if entry.session is None and now_s - entry.issued_s > self.limits.ticket_s:
                del self._entries[token]
        # In the order in which they were stored, oldest first.
        for token, stored in list(self._results.items()):
            if now_s - stored.since_s > self.limits.result_s or len(self._results) > self.limits.results:
                del self._results[token]
