"""How much of MediaPipe's own speed reaches a visitor, when no browser shares the processors."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks.live.workers import Worker
from formcheck.adapters.live.replay import Replay, Shot, replay, shots_of


@dataclass(frozen=True, slots=True)
class Pace:
    """Pictures a second of both, the share of the one in the other (median of the turns), the round trip."""

    bare_fps: float
    live_fps: float
    ratio: float
    round_trip_ms: float


def looped(shots: Sequence[Shot], until_s: float = float("inf")) -> Iterator[Shot]:
    """The same pictures again and again, in time that goes on; ends when the clock of the wall says so."""
    ends_s = time.perf_counter() + until_s
    length_s = shots[-1].t_s + shots[1].t_s
    for turn in count():
        for shot in shots:
            if time.perf_counter() >= ends_s:
                return
            yield Shot(turn * length_s + shot.t_s, shot.jpeg)


def measure(clip: Path, exercise: str, *, rounds: int, round_s: float, ahead: int) -> Pace:
    """Take turns: what else the machine does meanwhile hits both. ahead: see `replay`."""
    shots = list(shots_of(clip))
    bare: list[float] = []
    live: list[Replay] = []
    with Worker("bare", str(clip)) as mediapipe, Worker("server") as server:
        address = server.ready["address"]
        for _ in range(rounds):
            bare.append(mediapipe.ask(seconds=round_s)["fps"])
            token = server.ask(exercise=exercise)["token"]
            live.append(asyncio.run(replay(address, token, looped(shots, round_s), ahead=ahead)))
    latencies_s = [each for heard in live for each in heard.latency_s]
    ratio = median(heard.fps / fps for fps, heard in zip(bare, live, strict=True))
    return Pace(median(bare), median(heard.fps for heard in live), ratio, 1000.0 * median(latencies_s))
