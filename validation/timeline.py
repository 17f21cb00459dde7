"""Movements in time: every signal goes from value to value on minimum-jerk paths, then trembles a little."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def minimum_jerk(share: Array) -> Array:
    """0 -> 1 with zero speed and acceleration at both ends."""
    s = np.clip(share, 0.0, 1.0)
    return np.asarray(s**3 * (10 - 15 * s + 6 * s**2))


class Timeline:
    """Collects moves per signal; times in seconds of media time."""

    def __init__(self, start: dict[str, float] | None = None) -> None:
        self.first = dict(start or {})
        self.moves: dict[str, list[tuple[float, float, float]]] = {}
        self.waves: list[tuple[str, float, float, float, float]] = []

    @classmethod
    def chained(cls, *parts: Timeline) -> Timeline:
        """Timelines one after the other; a signal starts where the first that names it has it."""
        whole = cls()
        for part in parts:
            for signal, value in part.first.items():
                whole.first.setdefault(signal, value)
            for signal, moves in part.moves.items():
                whole.moves.setdefault(signal, []).extend(moves)
            whole.waves += part.waves
        return whole

    def retimed(self, later: Callable[[float], float]) -> Timeline:
        """The same moves at other times; `later` must keep the length of every move."""
        changed = Timeline(self.first)
        changed.moves = {
            signal: [
                (later(start_s), later(start_s) + end_s - start_s, value) for start_s, end_s, value in moves
            ]
            for signal, moves in self.moves.items()
        }
        changed.waves = [(s, later(a), later(a) + b - a, *rest) for s, a, b, *rest in self.waves]
        return changed

    def start(self, signal: str, value: float) -> None:
        """Set where a signal begins."""
        self.first[signal] = value

    def starts(self, signal: str) -> list[float]:
        """When the moves of a signal begin."""
        return [start_s for start_s, _, _ in self.moves.get(signal, [])]

    def move(self, signal: str, start_s: float, end_s: float, value: float) -> None:
        """Go to `value` between two times; moves of one signal must be added in order."""
        self.moves.setdefault(signal, []).append((start_s, end_s, value))

    def wave(self, signal: str, start_s: float, end_s: float, *, amplitude: float, period_s: float) -> None:
        """Swing about the path between two times (faded in and out over one quarter period)."""
        self.waves.append((signal, start_s, end_s, amplitude, period_s))

    def sample_start(self, signal: str) -> float:
        """The value a signal begins with."""
        return self.first.get(signal, 0.0)

    def signals(self) -> set[str]:
        """Every signal that has a value."""
        return set(self.first) | set(self.moves) | {wave[0] for wave in self.waves}

    def sample(self, times_s: Array) -> dict[str, Array]:
        """Signal values at these times."""
        values = {}
        for signal in self.signals():
            level = self.first.get(signal, 0.0)
            track = np.full(len(times_s), level)
            for start_s, end_s, value in self.moves.get(signal, []):
                track = track + (value - level) * minimum_jerk(
                    (times_s - start_s) / max(end_s - start_s, 1e-6)
                )
                level = value
            values[signal] = track
        for signal, start_s, end_s, amplitude, period_s in self.waves:
            fade = np.clip(np.minimum(times_s - start_s, end_s - times_s) / (period_s / 4), 0.0, 1.0)
            values[signal] = values[signal] + amplitude * fade * np.sin(
                2 * np.pi * (times_s - start_s) / period_s
            )
        return values


def tremble(times_s: Array, rng: np.random.Generator, *, sway: float, tremor: float) -> Array:
    """Slow sway (0.1-0.6 Hz) and fast tremor (5-9 Hz) of about these standard deviations."""
    total = np.zeros(len(times_s))
    for low, high, size, count in ((0.1, 0.6, sway, 4), (5.0, 9.0, tremor, 3)):
        for _ in range(count):
            frequency, phase = rng.uniform(low, high), rng.uniform(0, 2 * np.pi)
            total += size * np.sqrt(2 / count) * np.sin(2 * np.pi * frequency * times_s + phase)
    return total
