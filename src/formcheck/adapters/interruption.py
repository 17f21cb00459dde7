"""Signals that ask a command to end: they end it as an exception does, so that it can clear up."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ASKING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGXCPU") if hasattr(signal, name)
)


class Interrupted(BaseException):
    """The command was asked to end. number: of the signal."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Interruption:
    """Whether a signal has come."""

    def __init__(self) -> None:
        self._number: int | None = None
        self._held = False

    @property
    def taken(self) -> bool:
        """Whether one has come."""
        return self._number is not None

    def check(self) -> None:
        """Raise Interrupted if one has come: an exception out of a library's callback may get lost."""
        if self._number is not None:
            raise Interrupted(self._number)

    def hold(self) -> None:
        """From now on it is too late: what is being done is done whole."""
        self._held = True

    def take(self, number: int, _: FrameType | None = None) -> None:
        """Note the first; those that follow would only interrupt the clearing up."""
        if self._number is None and not self._held:
            self._number = number
            raise Interrupted(number)


@contextmanager
def interruptible() -> Iterator[Interruption]:
    """Turn signals into Interrupted inside. One that was to be ignored (nohup) stays ignored.

    After the first they stay ignored: who was asked to end must still be able to say so.
    """
    interruption = Interruption()
    before = {each: signal.getsignal(each) for each in _ASKING}
    for each, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(each, interruption.take)
    try:
        yield interruption
    finally:
        for each, handler in before.items():
            signal.signal(each, signal.SIG_IGN if interruption.taken else handler)
