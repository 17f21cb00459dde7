"""Ends the server in time when it is asked to, whatever is under way.

The web server itself would wait for as long as a request takes, and a workout of many minutes is judged once
more for half a minute. What is not over in time is lost to this process, and offered at the next start.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType

from formcheck.adapters.interrupted import shelf
from formcheck.ui.tidy import sweep

JUDGED_WITHIN_S, OVER_WITHIN_S = 1.0, 2.5  # the rest of three seconds is for the machine
_ASKING = (signal.SIGTERM, signal.SIGINT)
_BY_A_SIGNAL = 128  # what a shell adds to the signal's number, as an exit code


@contextmanager
def ends_in_time(hurry: Callable[[float], None], close: Callable[[], None]) -> Iterator[None]:
    """While the server runs, to be entered in its main thread; in another, where no signal comes, it does
    nothing.

    hurry: is told, when it is asked to end, within how many seconds all must be judged; it is called wherever
    the program is just then. close: ends what is under way and keeps it; called then, if the web server waits
    for something else. At last the process ends, come what may.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {asked: signal.getsignal(asked) for asked in _ASKING}

    def end(asked: int, frame: FrameType | None) -> None:
        hurry(JUDGED_WITHIN_S)
        _after(JUDGED_WITHIN_S, close)
        _after(OVER_WITHIN_S, partial(_end_now, _BY_A_SIGNAL + asked))
        handler = before[signal.Signals(asked)]
        if callable(handler):
            handler(asked, frame)

    # Where nobody listens, the signal ends the process at once, as it always did.
    heard = [asked for asked in _ASKING if callable(before[asked])]
    for asked in heard:
        signal.signal(asked, end)
    try:
        yield
    finally:
        for asked in heard:
            signal.signal(asked, before[asked])


def _after(delay_s: float, call: Callable[[], None]) -> None:
    timer = threading.Timer(delay_s, call)
    timer.daemon = True
    timer.start()


def _end_now(code: int) -> None:
    shelf().close()
    sweep(own=True)
    os._exit(code)
