"""Half an hour of one visitor, and whether memory grows or answers come later and later."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.live.headless import looped
from benchmarks.live.workers import Worker
from formcheck.adapters.live.replay import Replay, replay, shots_of

_WARM_UP = 0.1  # share of the time in which memory and caches fill


@dataclass(frozen=True, slots=True)
class Drift:
    """First and last quarter after the warm-up."""

    pictures: int
    memory_mb: tuple[float, float]
    latency_ms: tuple[float, float]

    @property
    def growth(self) -> float:
        """Of memory, 0.05 = 5 %."""
        return self.memory_mb[1] / self.memory_mb[0] - 1.0


def measure(clip: Path, exercise: str, *, minutes: float) -> Drift:
    """Replay a clip at its own speed, over and over."""
    shots = list(shots_of(clip))
    with Worker("server") as server:
        return asyncio.run(_run(server, shots, exercise, 60.0 * minutes))


async def _run(server: Worker, shots: list, exercise: str, seconds: float) -> Drift:  # type: ignore[type-arg]
    memory: list[float] = []
    token = server.ask(exercise=exercise)["token"]
    running = asyncio.create_task(replay(server.ready["address"], token, looped(shots, seconds), paced=True))
    while not running.done():
        await asyncio.wait([running], timeout=seconds / 120.0)
        memory.append(server.memory_mb)
    heard: Replay = running.result()
    kept, answers = (
        memory[int(len(memory) * _WARM_UP) :],
        heard.latency_s[int(len(heard.latency_s) * _WARM_UP) :],
    )
    return Drift(
        len(heard.steps),
        _ends(kept[:-1]),  # after the last one the result is made, which is another matter
        tuple(1000.0 * each for each in _ends(answers)),  # type: ignore[arg-type]
    )


def _ends(values: list[float]) -> tuple[float, float]:
    quarter = max(1, len(values) // 4)
    return median(values[:quarter]), median(values[-quarter:])
