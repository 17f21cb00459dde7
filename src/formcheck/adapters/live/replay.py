"""A client of the live path without a browser: sends the pictures of a clip over the socket.

For tests and the benchmark. It behaves like the page: the next picture goes out when the last was answered,
and the newest one wins.
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
    """A JPEG as a browser would send it. t_s: media time."""

    t_s: float
    jpeg: bytes


def shots_of(clip: Path, *, every: int = 1) -> Iterator[Shot]:
    """Encode the pictures of a clip as the page does, at most 640 px long. every: take each n-th only."""
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
    """The answers. latency_s: from sending a picture to its answer; at_s: its arrival, by `perf_counter`.

    done: id of the result; None until the workout is over.
    """

    steps: list[dict[str, Any]] = field(default_factory=list)
    latency_s: list[float] = field(default_factory=list)
    at_s: list[float] = field(default_factory=list)
    done: str | None = None

    @property
    def fps(self) -> float:
        """Answers a second, not counting the first, for which the model is loaded; 0 for fewer than two."""
        return (len(self.at_s) - 1) / (self.at_s[-1] - self.at_s[0]) if len(self.at_s) > 1 else 0.0


def open_live_socket(address: str, token: str, *, resume: bool = False) -> connect:
    """Connect as the page of this server would. address: for instance http://localhost:8501."""
    again = "&resume=1" if resume else ""
    url = f"{address.replace('http', 'ws', 1)}/live?token={token}{again}"
    return connect(url, origin=address, max_size=None, compression=None)  # type: ignore[arg-type]


async def replay(
    address: str, token: str, shots: Iterable[Shot], *, paced: bool = False, ahead: int = 0
) -> Replay:
    """Send pictures until they or the workout end, then `stop`.

    paced: at the speed of the clip, dropping what came while an answer was outstanding; otherwise every
    picture, as fast as answers come. ahead: how many pictures may be unanswered when the next is sent; with
    one, the server need not wait for the next picture.
    """
    answers = Replay()
    async with open_live_socket(address, token) as socket:
        json.loads(await socket.recv())
        in_flight: dict[int, float] = {}
        begun_s = time.perf_counter()
        source = _paced(shots, begun_s) if paced else _all(shots)
        seq = 0
        async for shot in source:
            if answers.done is not None:
                break
            in_flight[seq] = time.perf_counter()
            await socket.send(write_picture(Picture(shot.t_s * 1000.0, seq, shot.jpeg)))
            seq += 1
            while len(in_flight) > ahead and answers.done is None:
                await _receive(socket, in_flight, answers)
        while in_flight and answers.done is None:
            await _receive(socket, in_flight, answers)
        if answers.done is None:
            await socket.send(json.dumps({"do": "stop"}))
            while answers.done is None:
                await _receive(socket, in_flight, answers)
    return answers


async def _receive(socket: ClientConnection, in_flight: dict[int, float], answers: Replay) -> None:
    message = json.loads(await socket.recv())
    if message["kind"] == "done":
        answers.done = message["result"]
        return
    now_s = time.perf_counter()
    answers.steps.append(message)
    answers.latency_s.append(now_s - in_flight[message["seq"]])
    answers.at_s.append(now_s)
    # An answer settles what came before it: the newest picture wins.
    for seq in [each for each in in_flight if each <= message["seq"]]:
        del in_flight[seq]
    if message["stage"] == "done":
        answers.done = json.loads(await socket.recv())["result"]


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
