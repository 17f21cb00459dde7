"""Does with each item what is to be done, on a thread of its own, a few items behind whoever gives them."""

from collections.abc import Callable
from queue import Full, Queue
from threading import Thread
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")

_LOOK_AGAIN_S = 0.05


class Behind(Generic[T]):
    """A context: give it items; left, all of them were worked on, unless it is left by an exception.

    What the work raises is raised where the next item is given, or at the end; then nothing more is done.
    """

    def __init__(self, work: Callable[[T], object], most: int, name: str) -> None:
        self._items: Queue[T | None] = Queue(most)
        self._error: BaseException | None = None
        self._given_up = False
        # Only its thread has the work, and lets it go at its end. It is often a method of who keeps this
        # here: the two would hold each other, and all that goes with them, until the collector comes by.
        self._thread = Thread(target=self._run, args=(work,), name=f"formcheck-{name}", daemon=True)

    def give(self, item: T) -> None:
        """Hand over one item; waits while too many are waiting."""
        self._put(item)
        if self._error:
            raise self._error

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._given_up = error is not None
        self._put(None)
        self._thread.join()
        if error is None and self._error:
            raise self._error

    def _put(self, item: T | None) -> None:
        while self._thread.is_alive():
            try:
                self._items.put(item, timeout=_LOOK_AGAIN_S)
            except Full:
                continue
            return

    def _run(self, work: Callable[[T], object]) -> None:
        while (item := self._items.get()) is not None:
            if self._given_up:
                continue
            try:
                work(item)
            except BaseException as error:  # noqa: BLE001 - raised where the next item is given
                self._error = error
                return
