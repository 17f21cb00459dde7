"""A mirrored recording, mirrored back: of pictures and of landmarks alike."""

from pathlib import Path

import numpy as np
import pytest

from formcheck.adapters.unmirrored import unmirrored
from formcheck.adapters.video_file import VideoReader
from formcheck.domain.body import Facing, Landmark, Silhouette
from formcheck.engine.report import fold
from formcheck.exercises import EXERCISES
from tests import bodies
from tests.adapters.films import write_film
from tests.adapters.test_video_orientation import corners
from tests.engine.test_session import EXAMPLES, events_of, sightings


def test_left_and_right_of_the_picture_change_places(tmp_path: Path) -> None:
    path = write_film(tmp_path / "selfie.mp4", range(4), draw=corners)
    with VideoReader(path) as plain, VideoReader(path, mirrored=True) as back:
        pairs = list(zip(plain, back, strict=True))
        assert (plain.info.unmirrored, back.info.unmirrored) == (False, True)
    for one, other in pairs:
        np.testing.assert_array_equal(other.image_rgb, one.image_rgb[:, ::-1])


def test_every_landmark_goes_to_the_other_side_and_back() -> None:
    sighting = bodies.STANDING.sighting(0.0)
    assert sighting.pose is not None
    there = unmirrored(sighting)
    assert there.pose is not None
    for row in Landmark:
        name = row.name.replace("LEFT", "?").replace("RIGHT", "LEFT").replace("?", "RIGHT")
        x, y = sighting.pose.points_px[row]
        assert there.pose.points_px[Landmark[name]] == pytest.approx([640.0 - x, y], nan_ok=True)
    back = unmirrored(there)
    assert back.pose is not None
    np.testing.assert_allclose(back.pose.points_px, sighting.pose.points_px)


def test_the_mask_is_mirrored_too() -> None:
    sighting = bodies.STANDING.sighting(0.0)
    assert sighting.pose is not None
    mask = np.linspace(0.0, 1.0, 12, dtype=np.float32).reshape(3, 4)
    object.__setattr__(sighting.pose, "silhouette", Silhouette(mask, (160.0, 160.0)))
    there = unmirrored(sighting)
    assert there.pose is not None
    assert there.pose.silhouette is not None
    np.testing.assert_array_equal(there.pose.silhouette.mask, mask[:, ::-1])


@pytest.mark.parametrize("slug", ["standing-march", "half-kneeling-stretch"])
def test_the_same_is_seen_of_the_other_side(slug: str) -> None:
    pose, duration_s = EXAMPLES[slug]
    spec = EXERCISES[slug]
    plain = fold(events_of(slug, sightings(pose, duration_s, facing=Facing.RIGHT)), spec, duration_s)
    stream = (unmirrored(s) for s in sightings(pose, duration_s, facing=Facing.RIGHT))
    back = fold(events_of(slug, stream), spec, duration_s)
    assert [rep.side for rep in back.reps] == [rep.side.opposite for rep in plain.reps]
    assert [held.hold.side for held in back.holds] == [held.hold.side.opposite for held in plain.holds]
    assert [rep.peak_s for rep in back.reps] == pytest.approx([rep.peak_s for rep in plain.reps])
