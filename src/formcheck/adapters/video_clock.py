"""Turns the stamps of decoded pictures into seconds since the first one that rise strictly."""

from fractions import Fraction

from av.video.frame import VideoFrame

_RESTART_S = Fraction(1)  # a stamp further back than this is a clock that started anew, not out of order
_DAY_S = Fraction(
    86_400
)  # no set lasts so long: what claims to is a clock that jumped, and nobody knows how far
_HOUR_S = Fraction(3600)
_FAULTS = 3  # so many pictures out of order: their stamps are not those of showing


class Clock:
    """Memory of one stream's stamps.

    interval_s: time between pictures until it is seen. in_order_of_decoding: the file stamps pictures in the
    order in which they are decoded, as AVI does. Where a file does so against its format's rules, that is
    noticed at the third picture that goes back.
    """

    def __init__(self, interval_s: Fraction, *, in_order_of_decoding: bool = False) -> None:
        self._interval_s = interval_s
        self._by_decoding = in_order_of_decoding
        self._faults = 0
        self._origin_s: Fraction | None = None
        self._last_s = Fraction(0)
        self._last_decoding_s: Fraction | None = None
        self._decoding_seen = False

    def read(self, picture: VideoFrame) -> Fraction | None:
        """Time of a picture, or None for one that is shown at no time of its own."""
        decoding_s = _seconds(picture.dts, picture)
        before_s, self._last_decoding_s = self._last_decoding_s, decoding_s
        self._decoding_seen |= decoding_s is not None
        stamp_s = decoding_s if self._by_decoding else _seconds(picture.pts, picture)
        if stamp_s is None:
            # No stamp (the last ones of an AVI): the picture comes one interval after the one before.
            self._last_s += self._interval_s if self._origin_s is not None else Fraction(0)
            self._origin_s = self._origin_s or Fraction(0)
            return self._last_s
        if self._origin_s is None:
            self._origin_s = stamp_s
            return self._last_s
        t_s = stamp_s - self._origin_s
        if t_s < self._last_s - _RESTART_S and self._decoding_restarted(decoding_s):
            t_s = self._last_s + self._interval_s
            self._origin_s = stamp_s - t_s
        if t_s > _DAY_S and t_s - self._last_s > _HOUR_S:
            t_s = self._last_s + _HOUR_S
            self._origin_s = stamp_s - t_s
        if t_s <= self._last_s:
            self._doubt(before_s, decoding_s)
            return None
        self._interval_s, self._last_s = t_s - self._last_s, t_s
        return t_s

    def length_of(self, picture: VideoFrame) -> Fraction:
        """How long a picture is shown, in seconds; the interval before it where the file does not say."""
        return _seconds(picture.duration or None, picture) or self._interval_s

    def _decoding_restarted(self, decoding_s: Fraction | None) -> bool:
        """Whether the order of decoding went back, too; if not, a decoder gives out late what it had."""
        if decoding_s is None or self._origin_s is None:
            return not self._decoding_seen
        return decoding_s < self._origin_s + self._last_s - _RESTART_S

    def _doubt(self, before_s: Fraction | None, decoding_s: Fraction | None) -> None:
        """A picture went back in time: see whether the stamps of decoding, which never may, do better."""
        if before_s is None or decoding_s is None or decoding_s <= before_s:
            return
        self._faults += 1
        if self._faults == _FAULTS:
            self._by_decoding, self._origin_s = True, decoding_s - self._last_s


def _seconds(ticks: int | None, picture: VideoFrame) -> Fraction | None:
    return None if ticks is None or picture.time_base is None else ticks * picture.time_base
