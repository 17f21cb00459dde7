"""The analyses of this server, each under an id that nobody guesses: a page opened again finds its own.

They are kept in memory and in temporary files, for a while and up to a number; then their files go.
"""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from formcheck.ui.job import Job, JobStage

_MOST = 12
_LONGEST_S = 2 * 3600.0


@dataclass(slots=True)
class _Kept:
    job: Job
    seen_s: float


@dataclass(slots=True)
class Jobs:
    """All analyses. most: ended ones that are kept; longest_s: how long after somebody last looked.

    now_s: a monotonic clock, in seconds. One that runs is kept until it has ended.
    """

    most: int = _MOST
    longest_s: float = _LONGEST_S
    now_s: Callable[[], float] = time.monotonic
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _kept: dict[str, _Kept] = field(default_factory=dict)

    def keep(self, job: Job) -> str:
        """Keep one, and return its id."""
        key = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[key] = _Kept(job, self.now_s())
        self.drop_expired()
        return key

    def find(self, key: str) -> Job | None:
        """The analysis with this id; None when there is none, or no longer."""
        self.drop_expired()
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            found.seen_s = self.now_s()
            return found.job

    def drop(self, key: str) -> None:
        """Stop it and delete its files."""
        with self._lock:
            dropped = self._kept.pop(key, None)
        if dropped is not None:
            dropped.job.close()

    def drop_expired(self) -> None:
        """Drop what nobody has looked at for long, and the oldest of too many."""
        now_s = self.now_s()
        with self._lock:
            ended = [
                key for key, kept in self._kept.items() if kept.job.progress.stage is not JobStage.RUNNING
            ]
            ended.sort(key=lambda key: self._kept[key].seen_s)
            old = [key for key in ended if now_s - self._kept[key].seen_s > self.longest_s]
            gone = dict.fromkeys((*old, *ended[: max(0, len(ended) - self.most)]))
            dropped = [self._kept.pop(key) for key in gone]
        for each in dropped:
            each.job.close()


@cache
def jobs() -> Jobs:
    """Those of this process: every page and the route of their videos share them."""
    return Jobs()
