"""What goes over the socket, both ways. docs/LIVE.md tells it in words."""

import math
import struct
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from formcheck.domain.body import Side
from formcheck.engine.workout import Command, Stage

_HEADER = struct.Struct("<dII")  # capture_ms, seq, flags
_LATEST_MS = 1e13  # of any clock that counts from 1970 or later

Point = tuple[float, float]


class BadMessage(Exception):
    """A message that no client of ours would send."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG as the browser sent it. capture_ms: on the browser's clock; only differences mean anything."""

    capture_ms: float
    seq: int
    jpeg: bytes


def read_picture(message: bytes) -> Picture:
    """Read a binary message. Raises BadMessage."""
    if len(message) <= _HEADER.size:
        raise BadMessage("shorter than its header")
    capture_ms, seq, flags = _HEADER.unpack_from(message)
    if flags != 0:
        raise BadMessage("unknown flags")
    if not (math.isfinite(capture_ms) and abs(capture_ms) <= _LATEST_MS):
        raise BadMessage("no time of capture")
    return Picture(capture_ms, seq, message[_HEADER.size :])


def write_picture(picture: Picture) -> bytes:
    """Write the binary message: what the page does in the browser, for clients in Python."""
    return _HEADER.pack(picture.capture_ms, picture.seq, 0) + picture.jpeg


class Do(BaseModel):
    """What the browser may say: a command, or that it is still there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    do: Command | Literal["ping"]


def read_command(message: str) -> Command | None:
    """Read a text message: a command, or None for a ping. Raises BadMessage."""
    try:
        do = Do.model_validate_json(message).do
    except ValidationError as error:
        raise BadMessage("not a command") from error
    return None if do == "ping" else do


class _Sent(BaseModel):
    model_config = ConfigDict(frozen=True, use_enum_values=True)


class Hello(_Sent):
    """First after the connection. resumed: the workout was under way already."""

    kind: Literal["hello"] = "hello"
    exercise: str
    lang: str
    stage: Stage
    resumed: bool


class Done(_Sent):
    """Last: under this id the page finds the result."""

    kind: Literal["done"] = "done"
    result: str


class CheckSaid(_Sent):
    """One line of the set-up list."""

    key: str
    ok: bool | None
    fix: str | None


class BreathSaid(_Sent):
    """The pacer. share: of the phase, which lasts phase_s."""

    phase: Literal["in", "out"]
    share: float
    phase_s: float


class TargetSaid(_Sent):
    """The counted measure and where it should be; see `review.target`.

    points: where its limb's end is at 0, the joint (of a bar: that end at 0 again), where that end is now.
    band: where it is at low and at high.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    unit: Literal["deg", "ratio"]
    state: Literal["inside", "below", "above", "unseen"]
    shape: Literal["arc", "bar"] | None = None
    points: tuple[Point, Point, Point] | None = None
    band: tuple[Point, Point] | None = None


class Tilt(_Sent):
    """Change of the pelvis from the own neutral; + anterior. way: which way that is, as far as it is clear.

    ok: ends of what the exercise calls good, null at an open end; null where it calls nothing good.
    """

    deg: float | None
    sd: float | None
    ok: tuple[float | None, float | None] | None
    way: Literal["neutral", "anterior", "posterior"] | None


class StepSaid(_Sent):
    """The answer to one picture. passes: null where nobody is to walk by."""

    kind: Literal["step"] = "step"
    seq: int
    t_s: float
    server_ms: float
    stage: Stage
    paused_by: Literal["command", "position"] | None
    checks: tuple[CheckSaid, ...]
    count: int
    partial: int
    passes: int | None
    target_reps: int | None
    held_s: float
    lost_s: float
    uncredited: str | None
    target_s: float | None
    set_no: int = Field(serialization_alias="set")
    sets: int
    side: Side | None
    left_s: float | None
    breath: BreathSaid | None
    reason: str | None
    target: TargetSaid
    tilt: Tilt
    verdicts: dict[str, Literal["ok", "warn", "fault", "unseen"]]
    cue: str | None
    say: str | None
    near: Side | None
    pose: tuple[tuple[float, float, float], ...] | None


def written(message: Hello | Done | StepSaid) -> str:
    """Write a message as JSON."""
    return message.model_dump_json(by_alias=True)
