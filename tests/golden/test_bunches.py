"""Frames that are at hand together are understood at once; each says what it says alone, as live."""

import math
from itertools import islice
from typing import Any

import pytest

from formcheck.adapters.tilt_weights import load_tilt_model
from formcheck.domain.body import Sighting
from formcheck.domain.measure import Channel, Measure
from formcheck.engine.session import FormSession
from formcheck.engine.step import Step
from tests.golden.conftest import sightings, spec_of

FRAMES = 240


def told(step: Step) -> dict[str, Any]:
    """All that a step says, numbers to the last bit; NaN is not itself, its name is."""
    assert step.pose is not None
    return {
        "pose": step.pose.points_px.tobytes(),
        "values": {channel.column: value.hex() for channel, value in step.values.items()},
        "rest": repr((step.posture, step.reason, step.progress, step.verdicts, step.cue, step.events)),
        "pelvis": (step.tilt_unseen, step.yaw_deg.hex()),
    }


def in_bunches(clip: str, seen: list[Sighting], frames: int) -> list[Step]:
    session, rest = FormSession(spec_of(clip), load_tilt_model()), iter(seen)
    steps: list[Step] = []
    while bunch := tuple(islice(rest, frames)):
        steps += session.steps(bunch)
    return steps


@pytest.mark.parametrize("clip", ["half_kneeling_good", "seated_raise_lean", "supine_march_arch"])
def test_a_bunch_of_frames_says_what_each_says_alone(clip: str) -> None:
    seen = list(islice(sightings(clip), FRAMES))
    session = FormSession(spec_of(clip), load_tilt_model())
    alone = [told(session.step(each)) for each in seen]
    for frames in (7, 32):
        assert [told(step) for step in in_bunches(clip, seen, frames)] == alone


def test_the_tilt_is_among_what_is_said() -> None:
    clip = "half_kneeling_good"
    steps = in_bunches(clip, list(islice(sightings(clip), FRAMES)), 32)
    tilts_deg = [step.values.get(Channel(Measure.PELVIC_TILT), math.nan) for step in steps]
    assert sum(math.isfinite(tilt_deg) for tilt_deg in tilts_deg) > FRAMES / 4
