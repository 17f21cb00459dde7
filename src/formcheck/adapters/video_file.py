"""Reads a video by presentation time, upright, one picture at a time.

What the rest of formcheck need not know: variable frame rates, rotation metadata, pixels that are not
square, stamps that are missing or run backwards, files that end in the middle.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
from av.container import InputContainer
from av.packet import Packet
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from formcheck.domain.body import Frame
from formcheck.domain.errors import NoFrames, NotAVideo, NoVideoStream, VideoMissing, VideoUnreadable

# FFmpeg looks at content, not at names, and some formats are lists of addresses that it would then fetch:
# a playlist renamed .mp4 must not make us open a connection. So: plain files of these formats, no more.
_OPEN_OPTIONS = {
    "protocol_whitelist": "file",
    "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,asf,flv,ogg,mp3,wav,"
    "yuv4mpegpipe",
}
_NOMINAL_FPS = Fraction(30)
_RESTART_S = 1.0  # a stamp further back than this is a clock that started anew, not a frame out of order


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoInfo:
    """A video as it is shown.

    width_px, height_px: of the upright picture. rotation_deg: how far the stored picture is turned
    clockwise to be upright, 0, 90, 180 or 270. duration_s: from the first frame to the end of the last.
    duration_s and frames are what the file claims until all frames were read; then they are counted.
    """

    name: str
    duration_s: float
    frames: int
    width_px: int
    height_px: int
    rotation_deg: int


class VideoReader:
    """Iterates once over the frames of a file; `t_s` starts at 0 and rises strictly.

    Needs memory for one frame, however long the video. A file that breaks off yields the frames before
    the break. Raises VideoMissing or VideoUnreadable when it is made, never while it is read.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise VideoMissing(name=path.name)
        self._container = _open(path)
        try:
            self._stream = _picture_stream(self._container, path)
            self._frames = _decoded(self._container, self._stream)
            self._first = first = _first_of(self._frames, path)
        except VideoUnreadable:
            self._container.close()
            raise
        self._quarter_turns = round(first.rotation / 90) % 4  # anticlockwise, as np.rot90 counts
        self._stored_size = _square_pixel_size(first, self._stream)
        width_px, height_px = self._stored_size if self._quarter_turns % 2 == 0 else self._stored_size[::-1]
        duration_s, frames = _claimed_length(path, self._container, self._stream)
        self._info = VideoInfo(
            name=path.name,
            duration_s=duration_s,
            frames=frames,
            width_px=width_px,
            height_px=height_px,
            rotation_deg=(-self._quarter_turns * 90) % 360,
        )

    @property
    def info(self) -> VideoInfo:
        """What is known by now: before the end the file's claims, after it the truth."""
        return self._info

    @property
    def time_base(self) -> Fraction:
        """The file's own tick in seconds: every `t_s` is a whole number of these."""
        return self._stream.time_base or Fraction(1, 90_000)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. May be called more than once."""
        self._container.close()

    def __iter__(self) -> Iterator[Frame]:
        interval = 1 / (self._stream.average_rate or _NOMINAL_FPS)
        clock = _Clock(interval)
        count, t_s, end_s = 0, 0.0, 0.0
        for picture in chain([self._first], self._frames):
            ticked = clock.read(picture)
            if ticked is None:
                continue
            count, t_s = count + 1, float(ticked)
            end_s = t_s + float(clock.length_of(picture))
            yield Frame(t_s, self._upright(picture))
        self._info = replace(self._info, frames=count, duration_s=end_s)

    def _upright(self, picture: VideoFrame) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
        # All frames get the first one's size: recordings of video calls change theirs on the way.
        width_px, height_px = self._stored_size
        stored = picture.to_ndarray(format="rgb24", width=width_px, height=height_px)
        return np.ascontiguousarray(np.rot90(stored, k=self._quarter_turns), dtype=np.uint8)


class _Clock:
    """Turns a frame's stamp into seconds since the first frame that rise strictly."""

    def __init__(self, interval_s: Fraction) -> None:
        self._interval_s = interval_s
        self._origin_s: Fraction | None = None
        self._last_s = Fraction(0)

    def read(self, picture: VideoFrame) -> Fraction | None:
        """Time of a frame, or None for a frame that is shown at no time of its own."""
        if picture.pts is None or picture.time_base is None:
            # AVI has no stamps: the frame comes one interval after the one before.
            self._last_s += self._interval_s if self._origin_s is not None else Fraction(0)
            self._origin_s = self._origin_s or Fraction(0)
            return self._last_s
        stamp_s = picture.pts * picture.time_base
        if self._origin_s is None:
            self._origin_s = stamp_s
            return self._last_s
        t_s = stamp_s - self._origin_s
        if t_s < self._last_s - Fraction(_RESTART_S):
            t_s = self._last_s + self._interval_s
            self._origin_s = stamp_s - t_s
        if t_s <= self._last_s:
            return None
        self._interval_s, self._last_s = t_s - self._last_s, t_s
        return t_s

    def length_of(self, picture: VideoFrame) -> Fraction:
        """How long a frame is shown, in seconds; the interval before it where the file does not say."""
        if picture.duration and picture.time_base:
            return picture.duration * picture.time_base
        return self._interval_s


def _open(path: Path) -> InputContainer:
    try:
        return av.open(str(path.absolute()), options=_OPEN_OPTIONS)
    except (av.FFmpegError, OSError, ValueError) as error:
        raise NotAVideo(name=path.name) from error


def _picture_stream(container: InputContainer, path: Path) -> VideoStream:
    """Find the first stream of moving pictures (the cover of a song is a video stream, too)."""
    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            stream.thread_type = "AUTO"
            return stream
    raise (NoVideoStream if container.streams.audio else NotAVideo)(name=path.name)


def _first_of(pictures: Iterator[VideoFrame], path: Path) -> VideoFrame:
    for picture in pictures:
        return picture
    raise NoFrames(name=path.name)


def _packets(container: InputContainer, stream: VideoStream) -> "Iterator[Packet[VideoStream]]":
    """All packets up to the end of the file, or up to where it is broken."""
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except av.FFmpegError:
            return
        if packet is None:
            return
        yield packet


def _decoded(container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
    """All pictures that can be decoded; skips the broken ones."""
    for packet in _packets(container, stream):
        try:
            pictures = packet.decode()
        except av.FFmpegError:
            continue
        yield from (picture for picture in pictures if not picture.is_corrupt)


def _square_pixel_size(picture: VideoFrame, stream: VideoStream) -> tuple[int, int]:
    """Return stored width and height with pixels as high as wide; otherwise every angle would be wrong."""
    aspect = stream.sample_aspect_ratio or Fraction(1)
    return round(picture.width * aspect) if aspect > 0 else picture.width, picture.height


def _claimed_length(path: Path, container: InputContainer, stream: VideoStream) -> tuple[float, int]:
    """Seconds and frames as the file has them; where it has not, packets are counted undecoded.

    Browsers record WebM without a duration: progress needs one all the same.
    """
    duration_s = 0.0
    if stream.duration and stream.time_base:
        duration_s = float(stream.duration * stream.time_base)
    elif container.duration:
        duration_s = container.duration / av.time_base
    rate = float(stream.average_rate or 0)
    frames = stream.frames or round(duration_s * rate)
    if duration_s > 0 and frames > 0:
        return duration_s, frames
    with _open(path) as twin:
        packets = _packets(twin, twin.streams.video[container.streams.video.index(stream)])
        stamps = [packet.pts for packet in packets if packet.pts is not None]
    if stream.time_base and len(stamps) > 1:
        duration_s = duration_s or float((max(stamps) - min(stamps)) * stream.time_base)
    return duration_s or len(stamps) / float(rate or _NOMINAL_FPS), len(stamps)
