"""Real photos, held for a while as a video, and one real video."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from formcheck.adapters.analysis import Analysis, analyse_video
from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.tilt_weights import load_tilt_model
from formcheck.adapters.video_file import VideoReader
from formcheck.domain.body import Bytes, Frame, Side, Sighting
from formcheck.domain.events import Reason
from formcheck.domain.measure import Channel, Measure
from formcheck.domain.posture import Posture
from formcheck.engine.session import FormSession
from formcheck.engine.step import Step
from formcheck.exercises import EXERCISES

HERE = Path(__file__).parent
HELD_FRAMES = 20
# The video is looked at once, by one worker.
BRIDGING = pytest.mark.xdist_group("bridging")


@pytest.fixture(scope="module")
def bridging(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Analysis]:
    """What the pose model saw of the video, and the analysis that it was kept in."""
    kept = tmp_path_factory.mktemp("real") / "bridging.npz"
    return kept, analyse_video(HERE / "bridging.mp4", EXERCISES["glute-bridge"], recording_out=kept)


def held(image: Bytes, frames: int = HELD_FRAMES) -> list[Sighting]:
    with PoseEstimator() as estimator:
        return [estimator.estimate(Frame(i / 24, image)) for i in range(frames)]


def sightings_of(photo: str, frames: int = HELD_FRAMES) -> list[Sighting]:
    return held(np.asarray(Image.open(HERE / f"{photo}.jpg").convert("RGB")), frames)


def steps(slug: str, sightings: list[Sighting]) -> list[Step]:
    session = FormSession(EXERCISES[slug], load_tilt_model())
    return [session.step(sighting) for sighting in sightings]


def last_step(slug: str, sightings: list[Sighting]) -> Step:
    return steps(slug, sightings)[-1]


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


@pytest.mark.parametrize(
    ("photo", "slug"),
    [("Kneeling_Hip_Flexor_1", "half-kneeling-stretch"), ("Hip_Flexion_with_Band_0", "standing-march")],
)
def test_the_pelvis_of_somebody_who_keeps_still_does_not_tip(photo: str, slug: str) -> None:
    tilt = Channel(Measure.PELVIC_TILT)
    said = [step.values[tilt] for step in steps(slug, sightings_of(photo, 60)) if tilt in step.values]
    assert len(said) >= 10
    assert max(map(abs, said)) < 2.0
    assert max(abs(after - before) for before, after in pairwise(said)) < 1.0


@BRIDGING
@pytest.mark.parametrize("slug", ["glute-bridge", "supine-march", "thomas-check"])
def test_who_bridges_at_once_has_no_neutral_and_no_tilt(bridging: tuple[Path, Analysis], slug: str) -> None:
    kept, looked_at = bridging
    analysis = looked_at if slug == looked_at.spec.slug else analyse_video(kept, EXERCISES[slug])
    assert list(analysis.rows)
    assert not any(np.isfinite(row.values.get("pelvic_tilt_deg", np.nan)) for row in analysis.rows)


def test_under_an_arm_a_pelvis_that_lies_still_does_not_tip() -> None:
    """Here there is a neutral; the arm hides the back, and the front says that nothing has changed."""
    with VideoReader(HERE / "bridging.mp4") as video:
        first = next(iter(video)).image_rgb
    lying = steps("supine-march", held(first, 60))
    assert lying[-1].has_neutral
    tilt, sd = Channel(Measure.PELVIC_TILT), Channel(Measure.PELVIC_TILT_SD)
    said = [(step.values[tilt], step.values[sd]) for step in lying if tilt in step.values]
    assert len(said) >= 10
    assert max(abs(deg) for deg, _ in said) < 2.0
    assert all(abs(deg) < sd_deg for deg, sd_deg in said)


@BRIDGING
def test_one_real_bridge_is_one_bridge(bridging: tuple[Path, Analysis]) -> None:
    report = bridging[1].report
    (rep,) = report.reps
    assert rep.complete
    assert rep.side is Side.BOTH
    assert 0.0 <= rep.start_s < rep.peak_s < rep.end_s <= 3.1
    assert rep.peak_s < 1.2
    assert report.judged_share == 1.0
