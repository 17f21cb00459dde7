"""The tilt on recordings of real people: which frames count, and what serves as their neutral."""

import numpy as np
from validation.tilt.real import RealTilt, judge_real
from validation.tilt.real_table import row_of

from formcheck.domain.body import Pose
from formcheck.domain.pelvis import TiltUnseen
from tests.silhouettes import kneeling_points, outlined
from tests.tilt_models import hand_made

FPS = 10.0


def judged(*seen: tuple[float, float | None]) -> RealTilt:
    """So many seconds each with the arms so far behind the trunk line; None: nobody is there."""
    poses: list[Pose | None] = []
    for lasts_s, arms_behind in seen:
        for _ in range(round(lasts_s * FPS)):
            points = None if arms_behind is None else kneeling_points(arms_behind)
            poses.append(None if points is None else outlined(points, len(poses) / FPS))
    return judge_real("made up", poses, hand_made())


def test_a_neutral_that_is_seen_later_serves_the_frames_before_it() -> None:
    real = judged((0.5, -0.1), (0.5, 0.18), (1.5, -0.1))
    assert np.isfinite(real.said[:5]).all()
    assert real.unseen[5:10] == (TiltUnseen.ARM_OVER_BACK,) * 5
    assert np.isfinite(real.said[10:]).all()


def test_who_comes_back_soon_keeps_the_neutral_and_who_stays_away_needs_another() -> None:
    soon, late = (judged((1.2, -0.1), (away_s, None), (0.5, -0.1)) for away_s in (1.5, 2.5))
    assert np.isfinite(soon.said).all()
    assert late.unseen[-5:] == (TiltUnseen.NO_NEUTRAL,) * 5


def test_a_row_says_how_much_is_allowed_how_much_is_said_and_why_the_rest_is_not() -> None:
    real = judged((1.5, -0.1), (0.5, 0.18))
    assert row_of(real, real) == [
        "made up", "20", "20", "0", "15", "75%", "100%", "1.6", "-", "arm_over_back 100%", "0.0", "0.00",
    ]  # fmt: skip
