"""How fast the background moves through the picture: a camera that stands still shows none of it.

A few times a second a small grey picture, the person left out, is held against the one before: how far has
the rest of it moved as a whole? Where there is nothing to hold on to (a bare wall) nothing is said.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from formcheck.domain.body import Bytes, Silhouette

_EVERY_S = 0.2
_FORGET_S = 1.0  # pictures further apart have little in common
_WIDTH = 160
_PERSON = 0.3  # of the mask's confidence: rather too much than too little is left out
_LEAST_PEAK = 0.12  # of the correlation's peak; below, pictures have nothing in common that could be seen
_LEAST_TEXTURE = 4.0  # standard deviation of the grey levels of the background
_LEAST_SHARE = 0.3  # of the picture that is background

Grey = npt.NDArray[np.float32]
Free = npt.NDArray[np.bool_]
Velocity = tuple[float, float]


class BackgroundMotion:
    """Feed pictures in rising time. cv2: the module, which is imported late."""

    def __init__(self, cv2: Any) -> None:
        self._cv2 = cv2
        self._last: tuple[float, Grey, Free] | None = None

    def update(
        self, t_s: float, image: Bytes, silhouette: Silhouette | None, width_px: int
    ) -> Velocity | None:
        """Pixels a second of a picture that is width_px wide, x to the right and y up.

        None between looks, and where it cannot be told.
        """
        if self._last is not None and t_s - self._last[0] < _EVERY_S - 1e-6:
            return None
        grey, free = self._background(image, silhouette)
        last, self._last = self._last, (t_s, grey, free)
        if last is None or last[1].shape != grey.shape or t_s - last[0] > _FORGET_S:
            return None
        both = free & last[2]
        if both.mean() < _LEAST_SHARE:
            return None
        pictures = (last[1], grey)
        if min(float(np.std(picture[both])) for picture in pictures) < _LEAST_TEXTURE:
            return None
        even = [np.where(both, picture - picture[both].mean(), np.float32(0.0)) for picture in pictures]
        window = self._cv2.createHanningWindow(grey.shape[::-1], self._cv2.CV_32F)
        (x, y), peak = self._cv2.phaseCorrelate(even[0], even[1], window)
        if peak < _LEAST_PEAK:
            return None
        per_s = width_px / _WIDTH / (t_s - last[0])
        return float(x) * per_s, -float(y) * per_s

    def _background(self, image: Bytes, silhouette: Silhouette | None) -> tuple[Grey, Free]:
        cv2 = self._cv2
        size = (_WIDTH, max(8, round(_WIDTH * image.shape[0] / image.shape[1])))
        small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
        grey: Grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
        if silhouette is None:
            return grey, np.ones(grey.shape, dtype=bool)
        mask = cv2.resize(silhouette.mask, size, interpolation=cv2.INTER_LINEAR) > _PERSON
        return grey, cv2.dilate(mask.astype(np.uint8), np.ones((7, 7), np.uint8)) == 0
