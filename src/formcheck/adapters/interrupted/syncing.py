"""Sees to it that what was written to a file outlives a power cut, without keeping whoever writes it waiting.

A disk takes a few milliseconds for that, and a slow one a hundred: too long for the live path.
"""

import os
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import IO


class Syncing:
    """Asks the system, in a thread of its own, to put a file on the disk. Where that fails, nothing is said:
    the file is as safe as it was.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._descriptor = os.dup(file.fileno())  # the file may be closed before the thread has come to it
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="formcheck-sync")
        self._last: Future[None] | None = None

    def ask(self) -> None:
        """Do it soon, unless the disk has not yet finished what it was asked before."""
        if self._last is None or self._last.done():
            self._last = self._thread.submit(self._sync)

    def close(self) -> None:
        """Do it once more, and let go of the file. Waits for the disk."""
        self._thread.submit(self._end)
        self._thread.shutdown()

    def _sync(self) -> None:
        with suppress(OSError):
            os.fsync(self._descriptor)

    def _end(self) -> None:
        self._sync()
        os.close(self._descriptor)
