from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.domain.body import Floats, Landmark, Silhouette
from formcheck.kinematics.silhouette import STATIONS, contour_px, read_contour, trunk_frame
from formcheck.kinematics.trunk_features import look_at_trunk, look_at_trunks
from tests.silhouettes import (
    FACES_LEFT,
    FACES_RIGHT,
    back_of,
    front_of,
    kneeling_points,
    mirrored_pose,
    outlined,
    with_arms,
)

INNER = (STATIONS > -0.3) & (STATIONS < 0.95)


def scaled_and_moved(points: Floats, scale: float, shift: tuple[float, float]) -> Floats:
    middle = points[[23, 24]].mean(axis=0)
    return np.asarray((points - middle) * scale + middle + np.array(shift), dtype=np.float64)


def turned(points: Floats, turn_deg: float) -> Floats:
    middle, turn = points[[23, 24]].mean(axis=0), np.radians(turn_deg)
    c, s = np.cos(turn), np.sin(turn)
    return np.asarray((points - middle) @ np.array([[c, s], [-s, c]]) + middle, dtype=np.float64)


def test_the_outline_is_read_to_a_fraction_of_a_pixel() -> None:
    contour = read_contour(outlined(kneeling_points()), FACES_RIGHT)
    assert contour is not None
    pixel = 1.0 / 120.0
    assert np.abs(contour.back - back_of(STATIONS))[INNER].max() < 0.5 * pixel
    assert np.abs(contour.front - front_of(STATIONS))[INNER].max() < 0.5 * pixel
    assert contour.back_seen == 1.0
    assert contour.low_back_free == 1.0


@settings(max_examples=12)
@given(scale=st.floats(0.7, 1.5), x=st.floats(-60, 60), y=st.floats(-30, 30), turn_deg=st.floats(-90, 90))
def test_scale_place_and_turn_of_the_picture_change_nothing(
    scale: float, x: float, y: float, turn_deg: float
) -> None:
    before = look_at_trunk(outlined(kneeling_points()), FACES_RIGHT)
    moved = turned(scaled_and_moved(kneeling_points(), scale, (x, y)), turn_deg)
    after = look_at_trunk(outlined(moved), FACES_RIGHT)
    assert before is not None
    assert after is not None
    assert after.values == pytest.approx(before.values, abs=0.012)
    assert after.trunk_deg - before.trunk_deg == pytest.approx(turn_deg, abs=1e-6)


def test_a_mirrored_picture_reads_the_same() -> None:
    pose = outlined(kneeling_points())
    before, after = look_at_trunk(pose, FACES_RIGHT), look_at_trunk(mirrored_pose(pose), FACES_LEFT)
    assert before is not None
    assert after is not None
    assert after.values == pytest.approx(before.values, abs=1e-6)


def test_a_hole_in_the_mask_does_not_end_the_body() -> None:
    pose = outlined(kneeling_points())
    assert pose.silhouette is not None
    mask = pose.silhouette.mask.copy()
    mask[140:220, 310:316] = 0.0  # a slit of six pixels
    torn = read_contour(replace(pose, silhouette=Silhouette(mask, (1.0, 1.0))), FACES_RIGHT)
    assert torn is not None
    assert np.abs(torn.back - back_of(STATIONS))[INNER].max() < 0.02


def test_a_back_cut_off_by_the_picture_is_not_seen() -> None:
    points = kneeling_points() - np.array([310.0, 0.0])  # the trunk line 10 px from the left edge
    contour = read_contour(outlined(points), FACES_RIGHT)
    assert contour is not None
    assert contour.back_seen < 0.2
    assert np.isfinite(contour.front[INNER]).all()


def test_an_arm_over_the_back_is_known() -> None:
    for behind, free in ((-0.2, True), (0.18, False)):
        contour = read_contour(outlined(with_arms(kneeling_points(), behind)), FACES_RIGHT)
        assert contour is not None
        assert (contour.low_back_free > 0.5) is free


def test_only_the_stations_under_an_arm_are_left_out() -> None:
    points = with_arms(kneeling_points(), -0.2)
    frame = trunk_frame(points)
    assert frame is not None
    for row, (along, behind) in (
        (Landmark.RIGHT_ELBOW, (0.55, 0.35)),  # a hand on the hip: the elbow sticks out behind
        (Landmark.RIGHT_WRIST, (0.12, -0.05)),
    ):
        points[row] = frame.hip + frame.length_px * (along * frame.along + behind * frame.behind)
    contour = read_contour(outlined(points), FACES_RIGHT)
    look = look_at_trunk(outlined(points), FACES_RIGHT)
    bare = look_at_trunk(outlined(with_arms(kneeling_points(), -0.2)), FACES_RIGHT)
    assert contour is not None
    assert look is not None
    assert bare is not None
    assert contour.back_seen == 1.0
    assert 0.3 < contour.low_back_free < 1.0
    covered = np.flatnonzero(contour.arm)
    assert 0.1 < STATIONS[covered].min() < 0.4
    assert STATIONS[covered].max() > 0.55
    assert not contour.arm[STATIONS < 0.1].any()
    free = look.free[: len(STATIONS)] == 1.0
    assert (free == (contour.arm == 0.0)).all()
    assert (look.values[: len(STATIONS)][free] == bare.values[: len(STATIONS)][free]).all()


def test_without_mask_or_trunk_there_is_no_outline() -> None:
    pose = outlined(kneeling_points())
    assert read_contour(replace(pose, silhouette=None), FACES_RIGHT) is None
    blind = pose.points_px.copy()
    blind[[11, 12]] = np.nan
    assert read_contour(replace(pose, points_px=blind), FACES_RIGHT) is None


def test_the_outline_comes_back_to_the_picture_where_it_was() -> None:
    pose = outlined(kneeling_points())
    contour = read_contour(pose, FACES_RIGHT)
    assert contour is not None
    assert pose.silhouette is not None
    line = contour_px(pose, FACES_RIGHT, contour)
    assert line is not None
    for x, y in line[INNER]:
        value = pose.silhouette.mask[int(-y), int(x) - 2 : int(x) + 3]
        assert value.min() < 0.5 < value.max()


def test_many_outlines_at_once_are_what_each_is_alone() -> None:
    pose = outlined(kneeling_points())
    cut, hidden = (outlined(kneeling_points() - np.array([x_px, 0.0])) for x_px in (290.0, 310.0))
    armed = outlined(with_arms(kneeling_points(), 0.18))
    blind = kneeling_points()
    blind[[11, 12]] = np.nan
    bodies = [
        (pose, FACES_RIGHT),
        (replace(pose, silhouette=None), FACES_RIGHT),
        (mirrored_pose(armed), FACES_LEFT),
        (cut, FACES_RIGHT),
        (replace(pose, points_px=blind), FACES_RIGHT),
        (hidden, FACES_RIGHT),
        (armed, FACES_RIGHT),
    ]
    at_once = look_at_trunks(bodies)
    alone = [look_at_trunk(*body) for body in bodies]
    assert [look is None for look in at_once] == [False, True, False, False, True, True, False]
    for one, other in zip(at_once, alone, strict=True):
        if one is None or other is None:
            assert one is other
            continue
        for name in ("values", "free", "clear"):
            np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
        for name in ("trunk_deg", "back_seen", "low_back_free", "open_back"):
            assert getattr(one, name) == getattr(other, name)
    assert look_at_trunks([]) == []
