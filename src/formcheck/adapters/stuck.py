"""Leaves out the pictures of a recording that stood still while time went on.

A person who keeps still looks the same for seconds, too, in a picture without noise. What tells them apart is
how it goes on: a person sets off, a stuck picture jumps to where the person has got to meanwhile, farther
than the movement that follows. Tried on 44 clean clips and 88 with a stuck stretch of 0.6 to 1.5 s, each
coded anew in one of four ways: no clean one was found stuck, and 71 of the 73 that jumped were. Who did not
move meanwhile cannot be told, and lost nothing. Of 29 clean clips, as they are, with every second or third
picture, and coded anew in two ways, 142 rests ended in a step of which that could be asked: it was at most
0.93 times the next, but for one of 4, where a coder had left small movements out for half a second.

At the end of a file there is nothing to jump to: there it takes a movement that stops from one picture to the
next (0 of 65 clean rests do, 14 of 20 stuck ones). Of few pictures a second that is not asked.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from formcheck.domain.body import Bytes, Frame

_SAMPLED_PX = 320
# Levels of 255 by which a picture differs from the one before; the most changed pixel:
_STILL = 5  # a stuck picture, coded with losses
_MOST_REFINED = 3  # pictures in a row that the coder has improved, without a jump
_STOP = 80  # what moved so much, and on average by the next, and is still then, did not stop by itself
_STOP_MEAN = 0.1
_AT_ONCE = 2  # pictures: the coder may take one to show all that moved
_CLOSE_S = 0.055  # between two pictures; who stops by themselves does so within two that are further apart
_OF_LATE = 8  # pictures; whoever slows down moves less in the end than just before
_NOT_SLOWER = 0.5
# and the most changed thousandth of the pixels: 28 and more where it jumped (48 in 19 of 20), 31 at most
# where a key picture made a still one better.
_JUMP = 35
_THOUSANDTH = 1000
_TIMES_THE_NEXT = 1.5  # a jump changes so many times more of the picture than the movement that follows
_MOST_SHOWN_AGAIN = 3  # times: a film of 15 pictures a second, told as one of 60
_LEAST_S = 0.35
_MOST_HELD = 300
MOST_HELD_BYTES = 128 << 20  # of what makes held pictures differ: those of a quiet camera do all over
_BLOCK_WORDS = 1 << 20  # of a picture are compared at a time
_NOT_ALIKE = 256.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A frame and when it ends."""

    frame: Frame
    end_s: float


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where a picture differs from another, and what stands there: few places, as long as it stands still.

    Both in words of several bytes: of 720p a bytewise comparison takes a millisecond.
    """

    places: npt.NDArray[np.int32]
    levels: npt.NDArray[np.uint8 | np.uint32]

    @classmethod
    def of(cls, image: Bytes, base: Bytes, most_bytes: int) -> Self | None:
        """From one picture to the other; None where it takes more memory, of which none is asked for then."""
        now, then = _in_words(image), _in_words(base)
        found: list[npt.NDArray[np.int32]] = []
        for start in range(0, now.size, _BLOCK_WORDS):
            block = slice(start, start + _BLOCK_WORDS)
            found.append((np.flatnonzero(now[block] != then[block]) + start).astype(np.int32))
            most_bytes -= found[-1].nbytes + len(found[-1]) * now.itemsize
            if most_bytes < 0:
                return None
        places = np.concatenate(found)
        return cls(places, now[places])

    @property
    def held_bytes(self) -> int:
        """How much memory it takes."""
        return self.places.nbytes + self.levels.nbytes

    def applied_to(self, base: Bytes) -> Bytes:
        """The first picture again, from the other."""
        image = base.copy()
        _in_words(image)[self.places] = self.levels
        return image


@dataclass(frozen=True, slots=True)
class _Change:
    """From one picture to the next: of the most changed pixel, on average, and of each pixel."""

    most: float
    mean: float
    gap: npt.NDArray[np.int16]

    @property
    def is_jump(self) -> bool:
        """Whether something has gone somewhere else, not only become better."""
        return _most_changed(self.gap) >= _JUMP


@dataclass(slots=True)
class Unstuck:
    """Holds pictures back while they stand still, until it is known how that ends. Few bytes each."""

    _before: npt.NDArray[np.int16] | None = None
    _changes: deque[_Change] = field(default_factory=lambda: deque[_Change](maxlen=_OF_LATE))
    _base: Shown | None = None
    _base_sample: npt.NDArray[np.int16] | None = None
    _held: list[tuple[Shown, _Gap]] = field(default_factory=list)
    _held_bytes: int = 0
    _refined: int = 0
    _stopped_short: bool = False
    _jumped: tuple[Shown, _Change] | None = None
    _jumped_sample: npt.NDArray[np.int16] | None = None
    _shown_again: list[tuple[Shown, _Change]] = field(default_factory=list)

    def of(self, shown: Iterable[Shown]) -> Iterator[Shown]:
        """All but the stuck ones, in their order."""
        for each in shown:
            change = self._change_to(each.frame)
            yield from self._take(each, change)
            self._changes.append(change)
        if self._jumped:
            yield self._jumped[0]
            yield from (shown for shown, _ in self._shown_again)
        elif not (self._lasted and self._stopped_short):
            yield from self._release()

    def _take(self, shown: Shown, change: _Change) -> Iterator[Shown]:
        if self._jumped:
            if change.most <= _STILL and len(self._shown_again) < _MOST_SHOWN_AGAIN:
                # A film of fewer pictures a second, each shown several times: how it goes on comes later.
                self._shown_again.append((shown, change))
                return
            yield from self._landed(*self._jumped, change)
        if self._holds(change) and self._hold(shown):
            return
        if self._lasted and change.is_jump:
            self._jumped, self._jumped_sample = (shown, change), self._before
            return
        yield from self._release()
        self._base, self._base_sample = shown, self._before
        yield shown

    def _landed(self, jumped: Shown, jump: _Change, following: _Change) -> Iterator[Shown]:
        """What was held, if that was no jump but a beginning; and the pictures from the jump on."""
        if jump.mean < _TIMES_THE_NEXT * following.mean:
            yield from self._release()
        self._held.clear()
        self._held_bytes = 0
        self._jumped = None
        self._base, self._base_sample = jumped, self._jumped_sample
        yield jumped
        again, self._shown_again = self._shown_again, []
        for shown, change in again:
            yield from self._take(shown, change)

    def _holds(self, change: _Change) -> bool:
        alike = change.most <= _STILL
        if not (alike or self._held) or self._left_base():
            return False
        if alike:
            self._refined = 0
            return True
        self._refined += 1
        return bool(self._held) and self._refined <= _MOST_REFINED and not change.is_jump

    def _left_base(self) -> bool:
        """Whether it has crept away from where it stood, however small the steps."""
        base, now = self._base_sample, self._before
        return base is None or now is None or base.shape != now.shape or _most_changed(now - base) >= _JUMP

    def _hold(self, shown: Shown) -> bool:
        """Hold it back; False where that would take too much memory."""
        assert self._base is not None  # noqa: S101 - asked before
        if not self._held:
            apart_s = shown.frame.t_s - self._base.frame.t_s
            self._stopped_short = apart_s <= _CLOSE_S and self._stops_short()
        full = len(self._held) >= _MOST_HELD
        room_bytes = MOST_HELD_BYTES - self._held_bytes
        gap: _Gap | None = self._held[-1][1] if full else None
        if gap is None:
            gap = _Gap.of(shown.frame.image_rgb, self._base.frame.image_rgb, room_bytes)
            if gap is None:
                return False
            self._held_bytes += gap.held_bytes
        bare = replace(shown, frame=replace(shown.frame, image_rgb=self._base.frame.image_rgb))
        self._held.append((bare, gap))
        return True

    def _release(self) -> Iterator[Shown]:
        """What was held, as it was."""
        for bare, gap in self._held:
            image = gap.applied_to(bare.frame.image_rgb)
            yield replace(bare, frame=replace(bare.frame, image_rgb=image))
        self._held.clear()
        self._held_bytes = 0

    def _stops_short(self) -> bool:
        """Whether it moved just before, and no less than before that."""
        fastest = max((change.mean for change in self._changes), default=0.0)
        least = max(_STOP_MEAN, _NOT_SLOWER * fastest)
        return any(c.most >= _STOP and c.mean >= least for c in list(self._changes)[-_AT_ONCE:])

    @property
    def _lasted(self) -> bool:
        if self._base is None or not self._held:
            return False
        return self._held[-1][0].frame.t_s - self._base.frame.t_s >= _LEAST_S

    def _change_to(self, frame: Frame) -> _Change:
        every = -(-max(frame.image_rgb.shape[:2]) // _SAMPLED_PX)
        sample = frame.image_rgb[::every, ::every, 1].astype(np.int16)
        before, self._before = self._before, sample
        if before is None or before.shape != sample.shape:
            return _Change(_NOT_ALIKE, 0.0, sample)
        gap = np.abs(sample - before)
        return _Change(float(gap.max()), float(gap.mean()), gap)


def _in_words(image: Bytes) -> npt.NDArray[np.uint8 | np.uint32]:
    """A picture in a row of words of four bytes; of single bytes where it cannot be parted so."""
    row = image.ravel()
    return row if row.size % 4 else row.view(np.uint32)


def _most_changed(gap: npt.NDArray[np.int16]) -> float:
    """Mean of the most changed thousandth of the pixels, in levels; what changed by a few counts as none."""
    count = max(1, gap.size // _THOUSANDTH)
    changed = np.abs(gap)
    changed = changed[changed > _STILL]
    if len(changed) > count:
        changed = np.partition(changed, -count)[-count:]
    return float(changed.sum()) / count
