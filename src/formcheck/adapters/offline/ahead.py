"""Goes through a source on a thread of its own, a few items ahead of whoever uses them.

Decoding, inference and encoding let go of Python's lock while they work, so threads are enough; and what
passes between them, a picture, is not copied.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Generic, TypeVar

T = TypeVar("T")

_ASK_AGAIN_S = 0.05  # how long a thread that waits takes to notice that nobody wants more


@dataclass(frozen=True, slots=True)
class _End:
    """There is nothing more. error: why, where it is not simply over."""

    error: BaseException | None = None


class Ahead(Generic[T]):
    """Iterate once, on one thread. At most `most` items wait; the source is gone through in order.

    What the source raises is raised where its next item was asked for. Closed, or left by an exception, its
    thread has ended: what the source uses may be closed after that.
    """

    def __init__(self, source: Iterable[T], most: int, name: str) -> None:
        self._source = source
        self._items: Queue[T | _End] = Queue(most)
        self._stop = Event()
        self._thread = Thread(target=self._run, name=f"formcheck-{name}", daemon=True)

    def __iter__(self) -> Iterator[T]:
        self._thread.start()
        try:
            while not self._stop.is_set():
                item = self._items.get()
                if isinstance(item, _End):
                    if item.error:
                        raise item.error
                    return
                yield item
        finally:
            self.close()

    def close(self) -> None:
        """End the thread, whatever it is at. May be called more than once."""
        self._stop.set()
        while self._thread.is_alive():
            # Room for what it is about to hand over.
            with suppress(Empty):
                self._items.get_nowait()
            self._thread.join(_ASK_AGAIN_S)

    def _run(self) -> None:
        end = _End()
        try:
            for item in self._source:
                if not self._hand_over(item):
                    break
        except BaseException as error:  # noqa: BLE001 - raised where the next item is asked for
            end = _End(error)
        self._hand_over(end)

    def _hand_over(self, item: T | _End) -> bool:
        """Whether it was wanted."""
        while not self._stop.is_set():
            with suppress(Full):
                self._items.put(item, timeout=_ASK_AGAIN_S)
                return True
        return False
