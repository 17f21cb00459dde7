"""Writes a video that browsers play: H.264, yuv420p, MP4 with its index in front, original timing."""

import os
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
from av.video.plane import VideoPlane
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from av.video.stream import VideoStream

from formcheck.adapters.bt709 import Yuv420p
from formcheck.domain.body import Bytes, Frame
from formcheck.domain.output_errors import OutputNotWritable

_DEFAULT_TICK = Fraction(1, 90_000)
_X264 = {
    # "veryfast" with less searching: as like the original (48 against 49 dB), in two thirds of the time.
    # No picture is coded out of order, so that the last one's length is the end of the video.
    "preset": "veryfast",
    "crf": "23",
    "x264-params": "subme=1:rc-lookahead=5:bframes=0",
    # A key frame at least every 48 frames: the page jumps to single repetitions.
    "g": "48",
}


class VideoWriter:
    """Takes frames in rising time; the file appears under its name when all of it is written.

    width_px, height_px: of the frames that will come. Odd sizes grow by one pixel, a copy of the edge,
    since yuv420p halves the colour planes. time_base: tick in seconds to which `t_s` is rounded.
    Left by an exception, it leaves nothing behind. Raises OutputNotWritable.
    """

    def __init__(
        self, path: Path, width_px: int, height_px: int, *, time_base: Fraction = _DEFAULT_TICK
    ) -> None:
        self._path = path
        self._size_px = width_px, height_px
        # A name of its own per process: two runs into one folder must not write into each other.
        self._unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
        self._time_base = time_base
        self._last_tick: int | None = None
        self._interval_ticks = 0
        try:
            # FFmpeg opens the file with the first frame; a wrong folder should be told before the work.
            self._unfinished.touch()
            self._container = av.open(
                str(self._unfinished.absolute()), "w", format="mp4", options={"movflags": "+faststart"}
            )
        except (av.FFmpegError, OSError) as error:
            raise _not_writable(path, error) from error
        even_px = width_px + width_px % 2, height_px + height_px % 2
        self._stream = self._h264(*even_px)
        self._converter = Yuv420p(*even_px)
        self._open = True

    def write(self, frame: Frame) -> None:
        """Add a frame, shown from its `t_s` on. A time not after the last one is moved one tick on."""
        self.encode(self.prepared(frame))

    def prepared(self, frame: Frame) -> av.VideoFrame:
        """Turn a frame into what `encode` takes: these halves of `write` may run on threads of their own."""
        height_px, width_px = frame.image_rgb.shape[:2]
        if (width_px, height_px) != self._size_px:
            raise ValueError(f"expected frames of {self._size_px}, got {(width_px, height_px)}")
        image = frame.image_rgb
        if height_px % 2 or width_px % 2:
            image = np.pad(image, ((0, height_px % 2), (0, width_px % 2), (0, 0)), mode="edge")
        picture = av.VideoFrame(image.shape[1], image.shape[0], "yuv420p")
        self._converter.convert(image, [_view(plane) for plane in picture.planes])
        picture.pts, picture.time_base = round(Fraction(frame.t_s) / self._time_base), self._time_base
        return picture

    def encode(self, picture: av.VideoFrame) -> None:
        """Add a picture, as `write` does."""
        tick = picture.pts or 0
        if self._last_tick is not None:
            tick = max(tick, self._last_tick + 1)
            self._interval_ticks = tick - self._last_tick
        self._last_tick = picture.pts = tick
        self._send(picture)

    def close(self) -> None:
        """Write what is left and give the file its name; without a frame there is no file."""
        if not self._open:
            return
        if self._last_tick is None:
            self.discard()
            return
        try:
            self._send(None)
            self._open = False
            self._container.close()
            self._unfinished.replace(self._path)
        except (av.FFmpegError, OSError) as error:
            self.discard()
            raise _not_writable(self._path, error) from error

    def discard(self) -> None:
        """Throw away what was written. May be called more than once."""
        if self._open:
            self._open = False
            # A full disk cannot take the index either; the file goes away anyhow.
            with suppress(av.FFmpegError, OSError):
                self._container.close()
        self._unfinished.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            self.discard()

    def _h264(self, width_px: int, height_px: int) -> VideoStream:
        stream = self._container.add_stream("libx264", options=_X264)
        stream.width, stream.height, stream.pix_fmt = width_px, height_px, "yuv420p"
        stream.time_base = self._time_base
        context = stream.codec_context
        context.time_base = self._time_base
        # Said in the file, or players guess by the picture's size and the colours shift.
        context.colorspace, context.color_range = Colorspace.ITU709, ColorRange.MPEG
        context.color_primaries, context.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
        return stream

    def _send(self, picture: av.VideoFrame | None) -> None:
        try:
            for packet in self._stream.encode(picture):
                # MP4 stores intervals, so the last frame needs a length or the video ends when it starts.
                packet.duration = self._interval_ticks
                self._container.mux(packet)
        except (av.FFmpegError, OSError) as error:
            self.discard()
            raise _not_writable(self._path, error) from error


def _view(plane: VideoPlane) -> Bytes:
    """Give the bytes of a plane, (height, width), without those that fill its rows up."""
    rows = np.frombuffer(memoryview(plane), dtype=np.uint8).reshape(-1, plane.line_size)
    return rows[: plane.height, : plane.width]


def _not_writable(path: Path, error: Exception) -> OutputNotWritable:
    return OutputNotWritable(name=path.name, reason=getattr(error, "strerror", None) or str(error))
