"""As many visitors as there are places, with the real model, and one more."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from websockets.exceptions import ConnectionClosed

from benchmarks.live.headless import looped
from benchmarks.live.workers import Worker
from formcheck.adapters.live import Limits
from formcheck.adapters.live.replay import Shot, open_live_socket, replay, shots_of


@dataclass(frozen=True, slots=True)
class Crowd:
    """Frame rate of each, and the close code of the one who came too late."""

    fps: tuple[float, ...]
    turned_away: int

    @property
    def fairness(self) -> float:
        """Slowest over quickest, 1 = equal."""
        return min(self.fps) / max(self.fps)


def measure(clip: Path, exercise: str, *, seconds: float) -> Crowd:
    """All at once."""
    shots = list(shots_of(clip))
    with Worker("server") as server:
        tokens = [server.ask(exercise=exercise)["token"] for _ in range(Limits().clients + 1)]
        return asyncio.run(_run(server.ready["address"], tokens, shots, seconds))


async def _run(address: str, tokens: Sequence[str], shots: Sequence[Shot], seconds: float) -> Crowd:
    visitors = [asyncio.create_task(replay(address, token, looped(shots, seconds))) for token in tokens[:-1]]
    await asyncio.sleep(seconds / 2.0)
    turned_away = 0
    async with open_live_socket(address, tokens[-1]) as socket:
        try:
            await socket.recv()
        except ConnectionClosed as error:
            turned_away = error.rcvd.code if error.rcvd else 1006
    heard = await asyncio.gather(*visitors)
    # While all of them were there: each loads a model first, one after the other.
    from_s, to_s = max(each.at_s[0] for each in heard), min(each.at_s[-1] for each in heard)
    answers = [sum(from_s <= at_s <= to_s for at_s in each.at_s) for each in heard]
    return Crowd(tuple(each / (to_s - from_s) for each in answers), turned_away)
