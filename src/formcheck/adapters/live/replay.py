"""A visitor without a browser: sends the pictures of a clip over the socket, in their capture time.

For tests and the bench. It behaves like the page: the next picture goes out when the last was answered, and
the newest one wins.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from websockets.asyncio.client import ClientConnection, connect

from formcheck.adapters.live.messages import Picture, write_picture
from formcheck.adapters.video_file import VideoReader

_LONG_SIDE_PX = 640
_QUALITY = 80


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture as a browser would send it. t_s: media time."""

    t_s: float
    jpeg: bytes


def shots_of(clip: Path, *, every: int = 1) -> Iterator[Shot]:
    """Pictures of a clip, no larger than the page sends them."""
    import cv2  # noqa: PLC0415 - needs system libraries

    with VideoReader(clip) as reader:
        for index, frame in enumerate(reader):
            if index % every:
                continue
            height_px, width_px = frame.image_rgb.shape[:2]
            scale = min(1.0, _LONG_SIDE_PX / max(height_px, width_px))
            size_px = round(width_px * scale), round(height_px * scale)
            small = cv2.resize(frame.image_rgb, size_px, interpolation=cv2.INTER_AREA)
            _, jpeg = cv2.imencode(".jpg", small[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
            yield Shot(frame.t_s, np.asarray(jpeg).tobytes())


@dataclass(slots=True)
class Replay:
    """What came back. latency_s: from a picture's leaving to its answer; at_s: when, by `perf_counter`."""

    steps: list[dict[str, Any]] = field(default_factory=list)
    latency_s: list[float] = field(default_factory=list)
    at_s: list[float] = field(default_factory=list)
    done: str | None = None

    @property
    def fps(self) -> float:
        """Answers in a second, without the first one, for which the model is loaded."""
        return (len(self.at_s) - 1) / (self.at_s[-1] - self.at_s[0]) if len(self.at_s) > 1 else 0.0


def dial(address: str, token: str, *, resume: bool = False) -> connect:
    """Open the socket as the page of this server would. address: as http://localhost:8501."""
    again = "&resume=1" if resume else ""
    url = f"{address.replace('http', 'ws', 1)}/live?token={token}{again}"
    return connect(url, origin=address, max_size=None, compression=None)  # type: ignore[arg-type]


async def replay(
    address: str, token: str, shots: Iterable[Shot], *, paced: bool = False, ahead: int = 0
) -> Replay:
    """Send pictures until they or the workout end, then `stop`.

    paced: at the speed of the clip, dropping what came while an answer was outstanding; otherwise every
    picture, as fast as answers come. ahead: how many pictures may be under way beside the one whose answer
    is waited for; with one, the server need not wait for the next picture.
    """
    heard = Replay()
    async with dial(address, token) as socket:
        json.loads(await socket.recv())
        under_way: dict[int, float] = {}
        begun_s = time.perf_counter()
        source = _paced(shots, begun_s) if paced else _all(shots)
        seq = 0
        async for shot in source:
            if heard.done is not None:
                break
            under_way[seq] = time.perf_counter()
            await socket.send(write_picture(Picture(shot.t_s * 1000.0, seq, shot.jpeg)))
            seq += 1
            while len(under_way) > ahead and heard.done is None:
                await _hear(socket, under_way, heard)
        while under_way and heard.done is None:
            await _hear(socket, under_way, heard)
        if heard.done is None:
            await socket.send(json.dumps({"do": "stop"}))
            while heard.done is None:
                await _hear(socket, under_way, heard)
    return heard


async def _hear(socket: ClientConnection, under_way: dict[int, float], heard: Replay) -> None:
    said = json.loads(await socket.recv())
    if said["kind"] == "done":
        heard.done = said["result"]
        return
    now_s = time.perf_counter()
    heard.steps.append(said)
    heard.latency_s.append(now_s - under_way[said["seq"]])
    heard.at_s.append(now_s)
    # An answer settles what came before it: the newest picture wins.
    for seq in [each for each in under_way if each <= said["seq"]]:
        del under_way[seq]
    if said["stage"] == "done":
        heard.done = json.loads(await socket.recv())["result"]


async def _all(shots: Iterable[Shot]) -> AsyncIterator[Shot]:
    for shot in shots:
        yield shot


async def _paced(shots: Iterable[Shot], begun_s: float) -> AsyncIterator[Shot]:
    """Each picture at its time, if its time has not passed meanwhile for the next one, too."""
    waiting: Shot | None = None
    for shot in shots:
        if waiting is not None:
            now_s = time.perf_counter() - begun_s
            if shot.t_s > now_s:
                await asyncio.sleep(max(0.0, waiting.t_s - now_s))
                yield waiting
        waiting = shot
    if waiting is not None:
        yield waiting
