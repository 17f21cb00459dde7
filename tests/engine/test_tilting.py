import math

import numpy as np
import pytest

from formcheck.domain.body import Facing, Floats, Limb, Pose
from formcheck.domain.measure import Channel, Measure
from formcheck.domain.posture import Posture
from formcheck.engine.sight import Sight
from formcheck.engine.tilting import CALM_SHARE, TiltWatch, TiltWay, hip_extension_deg, way_of
from formcheck.kinematics.bodyview import view_body
from formcheck.kinematics.pelvic_tilt import SD_LIMIT_DEG, YAW_LIMIT_DEG, TiltModel
from tests.silhouettes import back_of, kneeling_points, outlined
from tests.tilt_models import hand_made

TILT, SD = Channel(Measure.PELVIC_TILT), Channel(Measure.PELVIC_TILT_SD)


def hollowed(by: float) -> Pose:
    """Somebody whose back is hollower by so many trunk lengths."""

    def back(along: Floats) -> Floats:
        return back_of(along) - by * np.exp(-(((along - 0.5) / 0.2) ** 2))

    return outlined(kneeling_points(), back=back)


def sight_of(pose: Pose) -> Sight:
    return Sight(pose, pose, view_body(pose, Facing.RIGHT), Facing.RIGHT, sure=True)


STRAIGHT, ARCHED = sight_of(hollowed(0.0)), sight_of(hollowed(0.10))


def watched(model: TiltModel | None, *sights: Sight, neutral_at: int = 10) -> list[dict[Channel, float]]:
    """Ten frames straight, the neutral, then the given sights for half a second each."""
    watch = TiltWatch(model, neutral_s=1.0)
    frames = [STRAIGHT] * 10 + [sight for sight in sights for _ in range(15)]
    said = []
    for i, sight in enumerate(frames):
        if i == neutral_at:
            watch.take_neutral()
        said.append(watch.update(i / 30.0, sight, Posture.HALF_KNEELING))
    return said


def test_nothing_is_said_before_the_neutral() -> None:
    assert all(not values for values in watched(hand_made(), STRAIGHT)[:10])
    assert all(not values for values in watched(hand_made(), ARCHED, neutral_at=-1))


def test_the_change_since_the_neutral_is_said_with_its_uncertainty() -> None:
    still = watched(hand_made(sd_deg=2.0), STRAIGHT)[-1]
    assert still[TILT] == pytest.approx(0.0, abs=0.01)
    assert still[SD] == pytest.approx(2.0 * CALM_SHARE)
    assert watched(hand_made(), ARCHED, ARCHED, ARCHED)[-1][TILT] == pytest.approx(10.0, abs=1.0)


def test_members_that_disagree_are_less_sure() -> None:
    agreed = watched(hand_made(sd_deg=2.0), STRAIGHT)[-1][SD]
    torn = watched(hand_made(sd_deg=2.0, scatter_deg=3.0), STRAIGHT)[-1][SD]
    assert torn == pytest.approx(math.hypot(agreed, 3.0 * CALM_SHARE))


@pytest.mark.parametrize(
    ("model", "seen"),
    [
        (None, False),
        (hand_made(), True),
        (hand_made(sd_deg=SD_LIMIT_DEG + 0.1), False),
        (hand_made(yaw_deg=YAW_LIMIT_DEG + 0.1), False),
        (hand_made(yaw_deg=-YAW_LIMIT_DEG - 0.1), False),
        (hand_made(yaw_deg=YAW_LIMIT_DEG - 0.1), True),
    ],
)
def test_the_unsure_and_the_turned_away_are_not_seen(model: TiltModel | None, *, seen: bool) -> None:
    assert (TILT in watched(model, STRAIGHT)[-1]) is seen


def test_an_arm_over_the_back_hides_it() -> None:
    covered = sight_of(outlined(kneeling_points(arms_behind=0.18)))
    said = watched(hand_made(), covered, STRAIGHT)
    assert TILT not in said[20]
    assert TILT in said[-1]


def test_a_neutral_taken_with_the_back_hidden_is_none() -> None:
    watch = TiltWatch(hand_made(), neutral_s=1.0)
    covered = sight_of(outlined(kneeling_points(arms_behind=0.18)))
    for i in range(10):
        watch.update(i / 30.0, covered, Posture.HALF_KNEELING)
    watch.take_neutral()
    assert watch.neutral is None
    assert not watch.update(0.5, STRAIGHT, Posture.HALF_KNEELING)


def test_an_unknown_posture_is_not_judged() -> None:
    watch = TiltWatch(hand_made(), neutral_s=1.0)
    watch.update(0.0, STRAIGHT, Posture.HALF_KNEELING)
    watch.take_neutral()
    assert not watch.update(0.1, STRAIGHT, Posture.OTHER)


def test_what_was_forgotten_is_not_compared_with() -> None:
    watch = TiltWatch(hand_made(), neutral_s=1.0)
    watch.update(0.0, STRAIGHT, Posture.HALF_KNEELING)
    watch.take_neutral()
    assert TILT in watch.update(0.1, STRAIGHT, Posture.HALF_KNEELING)
    watch.forget()
    assert not watch.update(0.2, STRAIGHT, Posture.HALF_KNEELING)


def test_hip_extension_is_the_thigh_less_the_tilt() -> None:
    thigh = Channel(Measure.THIGH_EXTENSION, Limb.NEAR)
    assert hip_extension_deg({thigh: 14.0, TILT: 12.0}) == pytest.approx(2.0)
    assert hip_extension_deg({thigh: 14.0, TILT: -5.0}) == pytest.approx(19.0)
    assert math.isnan(hip_extension_deg({thigh: 14.0}))


@pytest.mark.parametrize(
    ("tilt_deg", "sd_deg", "way"),
    [
        (0.0, 2.0, TiltWay.NEUTRAL),
        (2.9, 2.0, TiltWay.NEUTRAL),
        (4.0, 2.0, TiltWay.ANTERIOR),
        (4.0, 4.5, TiltWay.NEUTRAL),
        (-4.0, 2.0, TiltWay.POSTERIOR),
    ],
)
def test_the_word_waits_until_the_tilt_is_clear(tilt_deg: float, sd_deg: float, way: TiltWay) -> None:
    assert way_of(tilt_deg, sd_deg) is way
