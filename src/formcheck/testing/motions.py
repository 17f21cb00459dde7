"""Movements whose onset, top and end are known."""

from collections.abc import Callable, Iterator

import numpy as np

Motion = Callable[[float], float]


def smooth(share: float) -> float:
    """Minimum-jerk way from 0 to 1; share: 0..1 of its time, before and after it rests."""
    x = float(np.clip(share, 0.0, 1.0))
    return 10 * x**3 - 15 * x**4 + 6 * x**5


def lift(start_s: float, up_s: float, hold_s: float, down_s: float, height: float) -> Motion:
    """From 0 up to a height, hold it, and back."""

    def at(t_s: float) -> float:
        rise = smooth((t_s - start_s) / up_s)
        return height * (rise - smooth((t_s - start_s - up_s - hold_s) / down_s))

    return at


def added(*motions: Motion) -> Motion:
    """Several motions at once: where only one of them moves, one after the other."""
    return lambda t_s: sum(motion(t_s) for motion in motions)


def frames(duration_s: float, fps: float) -> Iterator[float]:
    """Times of the frames of a video."""
    return (i / fps for i in range(round(duration_s * fps)))
