"""Real photos, held for a while as a video, and one real video."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from formcheck.adapters.analysis import analyse_video
from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.tilt_weights import load_tilt_model
from formcheck.domain.body import Frame, Side, Sighting
from formcheck.domain.events import Reason
from formcheck.domain.posture import Posture
from formcheck.engine.session import FormSession
from formcheck.engine.step import Step
from formcheck.exercises import EXERCISES

HERE = Path(__file__).parent
HELD_FRAMES = 20


def sightings_of(photo: str) -> list[Sighting]:
    image = np.asarray(Image.open(HERE / f"{photo}.jpg").convert("RGB"))
    with PoseEstimator() as estimator:
        return [estimator.estimate(Frame(i / 24, image)) for i in range(HELD_FRAMES)]


def last_step(slug: str, sightings: list[Sighting]) -> Step:
    session = FormSession(EXERCISES[slug], load_tilt_model())
    return [session.step(sighting) for sighting in sightings][-1]


@pytest.mark.parametrize(
    ("photo", "postures", "slug"),
    [
        ("Kneeling_Hip_Flexor_0", {Posture.HALF_KNEELING}, "half-kneeling-stretch"),
        ("Kneeling_Hip_Flexor_1", {Posture.HALF_KNEELING}, "half-kneeling-stretch"),
        ("Butt_Lift_Bridge_0", {Posture.HOOK_LYING, Posture.BRIDGE}, "glute-bridge"),
        ("Butt_Lift_Bridge_1", {Posture.HOOK_LYING, Posture.BRIDGE}, "glute-bridge"),
        ("Pelvic_Tilt_Into_Bridge_0", {Posture.HOOK_LYING, Posture.BRIDGE}, "glute-bridge"),
        ("Pelvic_Tilt_Into_Bridge_1", {Posture.HOOK_LYING, Posture.BRIDGE}, "glute-bridge"),
        ("One_Knee_To_Chest_1", {Posture.LYING_KNEE_IN}, "thomas-check"),
        ("Hip_Flexion_with_Band_0", {Posture.STANDING}, "standing-march"),
        ("Hip_Flexion_with_Band_1", {Posture.STANDING}, "standing-march"),
    ],
)
def test_our_positions_are_recognised(photo: str, postures: set[Posture], slug: str) -> None:
    step = last_step(slug, sightings_of(photo))
    assert step.posture in postures
    assert step.reason is None


@pytest.mark.parametrize("photo", ["Rear_Leg_Raises_0", "Kneeling_Squat_0"])
def test_other_positions_are_refused_by_all_exercises(photo: str) -> None:
    sightings = sightings_of(photo)
    assert {last_step(slug, sightings).reason for slug in EXERCISES} == {Reason.WRONG_POSTURE}


def test_two_people_are_noticed() -> None:
    sightings = sightings_of("Lying_Glute_0")
    assert {last_step(slug, sightings).reason for slug in EXERCISES} == {Reason.SEVERAL_PEOPLE}


def test_one_real_bridge_is_one_bridge() -> None:
    report = analyse_video(HERE / "bridging.mp4", EXERCISES["glute-bridge"]).report
    (rep,) = report.reps
    assert rep.complete
    assert rep.side is Side.BOTH
    assert 0.0 <= rep.start_s < rep.peak_s < rep.end_s <= 3.1
    assert rep.peak_s < 1.2
    assert report.judged_share == 1.0
