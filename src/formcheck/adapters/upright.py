"""From a picture as it is stored to one as it is shown: square pixels, upright, one size, no HDR or bars."""

import struct
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self, cast

import numpy as np
from av.sidedata.sidedata import Type as SideData
from av.video.frame import VideoFrame

from formcheck.adapters.bars import find_inner
from formcheck.adapters.tone_map import ToneMap
from formcheck.domain.body import Bytes

_MATRIX = struct.Struct("=9i")  # a b u c d v x y w, as libavutil keeps it


@dataclass(frozen=True, slots=True)
class Orientation:
    """What a display matrix asks for: turn clockwise by quarter turns, then mirror left and right.

    quarter_turns: 0 to 3. Angles in between and scales, which no recorder writes, are taken for the nearest.
    """

    quarter_turns: int = 0
    mirrored: bool = False

    @classmethod
    def of(cls, picture: VideoFrame) -> Self:
        """Read the whole matrix: a turn alone cannot be told from a mirror by its angle."""
        side_data = cast("Any", picture.side_data).get(SideData.DISPLAYMATRIX)
        if side_data is None:
            return cls()
        content = bytes(side_data)
        if len(content) < _MATRIX.size:
            return cls()
        a, b, _, c, d, *_ = _MATRIX.unpack(content[: _MATRIX.size])
        mirrored = a * d - b * c < 0
        if mirrored:  # undo the mirror, which comes last; what is left is a turn
            a, c = -a, -c
        if abs(a) + abs(d) >= abs(b) + abs(c):
            return cls(0 if a + d >= 0 else 2, mirrored)
        return cls(1 if b - c >= 0 else 3, mirrored)

    @property
    def on_its_side(self) -> bool:
        """Whether width and height change places."""
        return self.quarter_turns % 2 == 1

    def apply(self, image: Bytes) -> Bytes:
        """Turn, then mirror."""
        turned = np.rot90(image, k=-self.quarter_turns)
        return np.ascontiguousarray(turned[:, ::-1] if self.mirrored else turned)


class Upright:
    """Makes pictures of one stream upright, without their bars; all get the size of the first one.

    unmirror: mirror left and right after that.
    """

    def __init__(self, first: VideoFrame, pixel_aspect: Fraction | None, *, unmirror: bool = False) -> None:
        self._aspect = pixel_aspect if pixel_aspect and pixel_aspect > 0 else Fraction(1)
        self._tone_map = ToneMap()
        self._own_px = self._square(first)
        self._inner = find_inner(self._tone_map.rgb(first, *self._own_px))
        self._stored_px = self._inner.size_px if self._inner else self._own_px
        self._unmirror = unmirror
        self.orientation = Orientation.of(first)

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of what comes out."""
        return self._stored_px[::-1] if self.orientation.on_its_side else self._stored_px

    def show(self, picture: VideoFrame) -> Bytes:
        """Return (height, width, 3) uint8."""
        shown = self.orientation.apply(self._fitted(picture))
        return np.ascontiguousarray(shown[:, ::-1]) if self._unmirror else shown

    def _fitted(self, picture: VideoFrame) -> Bytes:
        own_px = self._square(picture)
        if own_px != self._own_px:
            self._own_px = own_px
            self._inner = find_inner(self._tone_map.rgb(picture, *own_px))
        if self._inner:
            image = self._tone_map.rgb(picture, *own_px)
            if self._inner.is_dark_outside(image):
                inner = VideoFrame.from_ndarray(self._inner.cut(image), format="rgb24")
                return self._padded(inner, self._inner.size_px, ToneMap())
            self._inner = None  # something moves there: they were no bars
        return self._padded(picture, own_px, self._tone_map)

    def _padded(self, picture: VideoFrame, own_px: tuple[int, int], tone_map: ToneMap) -> Bytes:
        """Video calls change their size on the way: bars are put round, nothing is stretched."""
        (width_px, height_px), (own_width_px, own_height_px) = self._stored_px, own_px
        scale = min(Fraction(width_px, own_width_px), Fraction(height_px, own_height_px))
        inner_px = (max(1, round(own_width_px * scale)), max(1, round(own_height_px * scale)))
        image = tone_map.rgb(picture, *inner_px)
        if inner_px == (width_px, height_px):
            return image
        padded = np.zeros((height_px, width_px, 3), dtype=np.uint8)
        left, top = (width_px - inner_px[0]) // 2, (height_px - inner_px[1]) // 2
        padded[top : top + inner_px[1], left : left + inner_px[0]] = image
        return padded

    def _square(self, picture: VideoFrame) -> tuple[int, int]:
        """Width and height with pixels as high as wide; otherwise every angle would be wrong."""
        return max(1, round(picture.width * self._aspect)), picture.height
