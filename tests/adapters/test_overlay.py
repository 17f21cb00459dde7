"""The annotated video shows the measure that is counted, and the number beside it is what is drawn."""

import math
import re
from typing import Any

import cv2
import numpy as np
import pytest

from formcheck.adapters.lettering import Lettering
from formcheck.adapters.overlay import Overlay
from formcheck.domain.body import Facing
from formcheck.domain.measure import Unit
from formcheck.engine.session import FormSession
from formcheck.exercises import EXERCISES
from tests.engine.motions import lift
from tests.engine.test_session import EXAMPLES, Pose, sightings, stretch

NUMBER = re.compile(r"[+-]?\d+( %|°)")
PICTURE = np.zeros((480, 640, 3), dtype=np.uint8)


class Drawn:
    """Spies on what the overlay draws: degrees of every arc, and every number that stands alone."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.arcs_deg: list[float] = []
        self.numbers: list[str] = []
        ellipse, put = cv2.ellipse, Lettering.put

        def note_arc(*what: Any) -> Any:
            start_deg, end_deg = what[4:6]
            self.arcs_deg.append(abs(end_deg - start_deg))
            return ellipse(*what)

        def note_text(letters: Lettering, image: Any, text: str, *how: Any) -> int:
            if NUMBER.fullmatch(text):
                self.numbers.append(text)
            return put(letters, image, text, *how)

        monkeypatch.setattr(cv2, "ellipse", note_arc)
        monkeypatch.setattr(Lettering, "put", note_text)

    def forget(self) -> None:
        self.arcs_deg.clear()
        self.numbers.clear()


def from_a_neutral_of_their_own() -> Pose:
    """A stretch from a resting thigh that does not hang plumb: the angle is held against that thigh."""
    deeper = lift(3.0, 1.0, 10.0, 1.0, 17.0)
    return stretch(lambda t_s: 6.0 + deeper(t_s))


SHOWN = EXAMPLES | {"half-kneeling-stretch, own neutral": (from_a_neutral_of_their_own(), 12.0)}


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize("facing", list(Facing), ids=lambda facing: facing.name)
def test_the_number_is_that_of_the_shape_beside_it(
    shown: str, facing: Facing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An arc of 80 degrees that reads "67 %" is a lie; so is one of 80 degrees that reads 67."""
    spec = EXERCISES[shown.split(",", maxsplit=1)[0]]
    session, overlay = FormSession(spec, tilt_model=None), Overlay(spec, lambda key: key)
    pose, duration_s = SHOWN[shown]
    drawn, numbers = Drawn(monkeypatch), set()
    for sighting in sightings(pose, duration_s, 12.0, facing):
        step = session.step(sighting)
        drawn.forget()
        overlay.draw(PICTURE, step)
        if not step.judged or math.isnan(step.progress.value):
            assert drawn.numbers == []
            continue
        (number,) = drawn.numbers
        numbers.add(number)
        if step.progress.channel.measure.unit is Unit.RATIO:
            assert number.endswith("%")
            assert drawn.arcs_deg == [], "a height is no arc"
        else:
            assert number.endswith("°")
            said_deg = abs(float(number[:-1]))
            assert min(abs(said_deg - arc_deg) for arc_deg in drawn.arcs_deg) <= 0.51
    assert len(numbers) > 4, "the example moves"
