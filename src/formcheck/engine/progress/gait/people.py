"""Which samples show the person that was there before, and not one who passes by behind.

The pose model follows one body. Where somebody passes, it may leave the one for the other, at once or within
a few frames. Nobody grows or shrinks by a sixth within half a second, and nobody jumps by a trunk from
one frame to the next: what follows is another body, unless it is as large as the one before.
"""

import math

import numpy as np
import numpy.typing as npt

from formcheck.domain.body import Floats

Bools = npt.NDArray[np.bool_]

_REACH_S = 0.3  # this long before, and after, a change of size
_BLUR_S = 0.1  # between: so long the change itself may take
_GREW = float(np.log(1.18))  # real and rendered walkers change by 1.11 at most, where they can be judged
_ANOTHER = float(np.log(1.15))
_KNOWN_S = 1.0  # so long somebody was seen before they are the one who is measured
_JUDGED_SHARE = 0.8
_JUMP, _JUMP_SAMPLES = 1.0, 3  # trunk lengths, within a frame of 15 to 25 a second


def same_person(
    pelvis: Floats, shoulder: Floats, judged: Floats, clock_s: float, known: float = math.nan
) -> tuple[Bools, float]:
    """Whether each sample shows the person followed first, and how long their trunk is by now.

    pelvis, shoulder: (n, 2), judged: (n). known: length of their trunk so far; NaN = nobody is known yet.

    Samples at a change itself are nobody's. Somebody as large is not told apart.
    """
    size = np.log(np.maximum(np.linalg.norm(shoulder - pelvis, axis=1), 1e-6))
    cuts = sorted({*_jumps(pelvis, size), *_grown(size, judged > 0, clock_s)})
    own = np.ones(len(size), dtype=bool)
    for first, after in zip([0, *cuts], [*cuts, len(size)], strict=True):
        sound = judged[first:after] > 0
        if not sound.any():
            continue
        usual = float(np.exp(np.median(size[first:after][sound])))
        if abs(math.log(usual / known)) > _ANOTHER:  # of nobody known yet this is false
            own[first:after] = False
        elif sound.sum() * clock_s >= _KNOWN_S:
            known = usual
    blur = max(1, round(_BLUR_S / clock_s))
    for cut in cuts:
        own[max(0, cut - blur) : cut + blur] = False
    return own, known


def _jumps(pelvis: Floats, size: Floats) -> list[int]:
    """Samples from which the body is elsewhere."""
    far = np.linalg.norm(np.diff(pelvis, axis=0), axis=1) / np.exp(np.maximum(size[1:], size[:-1]))
    # Between two frames lie a few samples of the clock: a jump is spread over them.
    spread = np.convolve(far, np.ones(_JUMP_SAMPLES), mode="full")[: len(far)]
    return _firsts(spread > _JUMP)


def _grown(size: Floats, judged: Bools, clock_s: float) -> list[int]:
    """Samples at which the size changes most, wherever it changes too much."""
    reach, blur = round(_REACH_S / clock_s), round(_BLUR_S / clock_s)
    count = len(size) - 2 * reach - blur
    if count < 1:
        return []
    windows = np.median(np.lib.stride_tricks.sliding_window_view(size, reach), axis=1)
    share = np.convolve(judged, np.ones(reach) / reach, mode="valid")
    before, after = slice(0, count), slice(reach + blur, reach + blur + count)
    sound = (share[before] >= _JUDGED_SHARE) & (share[after] >= _JUDGED_SHARE)
    change = np.where(sound, np.abs(windows[after] - windows[before]), 0.0)
    found = []
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (change > _GREW).astype(int), [0]])))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        at = int(first + np.argmax(change[first:last]))
        found.append(at + reach + blur // 2)
    return found


def _firsts(found: Bools) -> list[int]:
    return [int(i) + 1 for i in np.flatnonzero(found & ~np.concatenate([[False], found[:-1]]))]
