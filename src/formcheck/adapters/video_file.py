"""Reads a video by presentation time, upright, one picture at a time.

What the rest of formcheck need not know: variable frame rates, rotation and mirroring, pixels that are not
square, stamps that are missing or run backwards, broken packets, files that end in the middle.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

from formcheck.adapters.input_file import check_input, name_of
from formcheck.adapters.stuck import Shown, Unstuck
from formcheck.adapters.upright import Upright
from formcheck.adapters.video_clock import Clock
from formcheck.adapters.video_source import NOMINAL_FPS, Decoded, VideoSource
from formcheck.domain.body import Frame
from formcheck.domain.errors import NoFrames, VideoUnreadable
from formcheck.signals.cadence import Cadence


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoInfo:
    """A video as it is shown.

    width_px, height_px: of the upright picture. rotation_deg: how far the stored picture is turned
    clockwise to be upright, 0, 90, 180 or 270. mirrored: whether it is mirrored after that, as the file asks.
    unmirrored: whether it was mirrored once more, as the user asked.
    duration_s: from the first frame to the end that the file states, or to that of the last picture.
    breaks_off_s: end of the last picture where that is before the stated end. seen_until_s: from there to
    the end there is no picture as it was recorded; duration_s where that is none of the time. duration_s and
    frames are what the file claims until all frames were read; then they are counted.
    """

    name: str
    duration_s: float
    frames: int
    width_px: int
    height_px: int
    rotation_deg: int
    mirrored: bool = False
    unmirrored: bool = False
    breaks_off_s: float | None = None
    seen_until_s: float | None = None


class VideoReader:
    """Iterates once over the frames of a file; `t_s` starts at 0 and rises strictly.

    Needs memory for one frame, however long the video. A file that breaks off yields the frames before
    the break. Pictures that stand still or are built on a broken one are left out, and the next frame says
    how long nothing came.
    mirrored: what it shows is the mirror image of what was there, to be mirrored back.
    Raises VideoMissing or VideoUnreadable when it is made, never while it is read.
    """

    def __init__(self, path: Path, *, mirrored: bool = False) -> None:
        check_input(path)
        self._source = VideoSource(path)
        try:
            self._decoded = self._source.decoded()
            first = _first_of(self._decoded, path)
        except VideoUnreadable:
            self._source.close()
            raise
        self._first: Decoded | None = first
        aspect = self._source.stream.sample_aspect_ratio
        self._upright = Upright(first.picture, aspect, unmirror=mirrored)
        width_px, height_px = self._upright.size_px
        self._end_s = 0.0
        duration_s, frames = self._source.claimed_length()
        self._info = VideoInfo(
            name=name_of(path),
            duration_s=duration_s,
            frames=frames,
            width_px=width_px,
            height_px=height_px,
            rotation_deg=self._upright.orientation.quarter_turns * 90,
            mirrored=self._upright.orientation.mirrored,
            unmirrored=mirrored,
        )

    @property
    def info(self) -> VideoInfo:
        """What is known by now: before the end the file's claims, after it the truth."""
        return self._info

    @property
    def time_base(self) -> Fraction:
        """The file's own tick in seconds: every `t_s` is a whole number of these."""
        return self._source.stream.time_base or Fraction(1, 90_000)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. May be called more than once."""
        self._source.close()

    def __iter__(self) -> Iterator[Frame]:
        interval_s = 1 / (self._source.stream.average_rate or NOMINAL_FPS)
        cadence = Cadence(float(interval_s))
        count, seen_until_s = 0, 0.0
        for shown in Unstuck().of(self._sound(interval_s)):
            count, seen_until_s = count + 1, shown.end_s
            yield replace(shown.frame, missing_s=cadence.update(shown.frame.t_s))
        unread_s = self._source.unread_s()
        breaks_off = cadence.missing_s(unread_s) > 0.0
        duration_s = self._end_s + (unread_s if breaks_off else 0.0)
        self._info = replace(
            self._info,
            frames=count,
            duration_s=duration_s,
            breaks_off_s=self._end_s if breaks_off else None,
            seen_until_s=seen_until_s if cadence.missing_s(duration_s - seen_until_s) > 0.0 else duration_s,
        )

    def _from_first(self) -> Iterator[Decoded]:
        """All of them; the first is let go of, since of 8K it takes 50 MB."""
        first, self._first = self._first, None
        if first is not None:
            yield first
        del first
        yield from self._decoded

    def _sound(self, interval_s: Fraction) -> Iterator[Shown]:
        """Pictures that are built on nothing that is lost; keeps the end of all."""
        clock = Clock(interval_s, in_order_of_decoding=self._source.stamped_in_order_of_decoding)
        for decoded in self._from_first():
            ticked = clock.read(decoded.picture)
            if ticked is None:
                continue
            self._end_s = float(ticked) + float(clock.length_of(decoded.picture))
            if decoded.sound:
                yield Shown(Frame(float(ticked), self._upright.show(decoded.picture)), self._end_s)


def _first_of(pictures: Iterator[Decoded], path: Path) -> Decoded:
    """Find the first sound picture; what comes before it is no part of the video."""
    for decoded in pictures:
        if decoded.sound:
            return decoded
    raise NoFrames(name=name_of(path))
