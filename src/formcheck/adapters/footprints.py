"""Draws the steps of a walk on the floor: where each foot came down, and how long the step was."""

from collections.abc import Callable, Iterable

import cv2
import numpy as np

from formcheck.adapters.lettering import Colour, Lettering
from formcheck.adapters.target_drawing import cell
from formcheck.domain.body import Bytes, Side
from formcheck.domain.events import Event
from formcheck.domain.walking import PassWalked, WalkStep

_LEFT: Colour = (86, 180, 233)
_RIGHT: Colour = (240, 200, 60)
_INK: Colour = (16, 22, 30)
_SHOWN_S = 1.0  # after the last step of a pass its steps are seen for so long


class Footprints:
    """The steps of all passes over a floor that stands still. A belt carries them away: there are none.

    say: turns a key into words.
    """

    def __init__(self, say: Callable[[str], str]) -> None:
        self._say = say
        self._passes: list[PassWalked] = []
        self._letters: Lettering | None = None

    def add(self, events: Iterable[Event]) -> None:
        """Take what was told of a walk. It is told once a pass is over, and drawn from its start on."""
        self._passes += [e for e in events if isinstance(e, PassWalked) and not e.treadmill]

    def draw(self, image: Bytes, t_s: float) -> None:
        """Draw those that have been made by now, in place."""
        for each in self._passes:
            if each.start_s <= t_s <= each.end_s + _SHOWN_S:
                for step in each.steps:
                    if step.contact_s <= t_s:
                        self._step(image, step)

    def _step(self, image: Bytes, step: WalkStep) -> None:
        if self._letters is None:
            self._letters = Lettering(max(11, round(min(image.shape[:2]) / 32)))
        now, before = (cell(np.array(place)) for place in step.place_px)
        colour = _LEFT if step.side is Side.LEFT else _RIGHT
        thick = max(2, min(image.shape[:2]) // 240)
        cv2.line(image, before, now, _INK, thick + 2, cv2.LINE_AA)
        cv2.line(image, before, now, colour, thick, cv2.LINE_AA)
        cv2.circle(image, now, 2 * thick, colour, -1, cv2.LINE_AA)
        text = f"{self._say(f'overlay.side_{step.side}')} {100.0 * step.length_ratio:.0f} %"
        middle = (now[0] + before[0]) // 2 - self._letters.width_px(text) // 2
        self._letters.put(image, text, (middle, now[1] + 3 * thick), (255, 255, 255), _INK)
