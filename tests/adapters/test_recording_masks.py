"""Masks of recordings: as exact as they have to be, and unpacked once."""

import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formcheck.adapters.coarse_silhouette import TOP_LEVEL, halved, levels_in, levels_of, silhouette_of
from formcheck.adapters.models import ModelUsed
from formcheck.adapters.recording import Recording, RecordingWriter
from formcheck.adapters.recording.arrays import read_array
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Pose, Sighting

INFO = VideoInfo(name="some.mp4", duration_s=0.1, frames=3, width_px=120, height_px=80, rotation_deg=0)
REAL = Path(__file__).resolve().parents[1] / "real" / "recordings"


def test_its_masks_are_unpacked_once_where_they_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked: list[str] = []

    def noted(file: zipfile.ZipFile, name: str, **wanted: Any) -> np.ndarray:
        unpacked.append(name)
        return read_array(file, name, **wanted)

    monkeypatch.setattr("formcheck.adapters.recording.masks.read_array", noted)
    for room_bytes, times in ((128 << 20, 1), (0, 2)):
        monkeypatch.setattr("formcheck.adapters.recording.masks._KEPT_BYTES", room_bytes)
        unpacked.clear()
        with closing(Recording(REAL / "other_04.npz")) as recording:
            first, second = ([each.sighting for each in recording] for _ in range(2))
        assert len(unpacked) == times * len(set(unpacked))
        for one, other in zip(first, second, strict=True):
            masks = [s.pose.silhouette.mask for s in (one, other) if s.pose and s.pose.silhouette]
            assert len(masks) in (0, 2)
            assert not masks or np.array_equal(masks[0], masks[1])


def crossing(values: np.ndarray) -> float:
    """Where a row of a mask first rises over 0.5, in cells."""
    at = int(np.argmax(values >= 0.5))
    return at - float((values[at] - 0.5) / (values[at] - values[at - 1]))


def test_the_edge_of_a_mask_stays_where_it_was() -> None:
    y, x = np.mgrid[0:96, 0:128]
    mask = (1.0 / (1.0 + np.exp((np.hypot(x - 61.3, y - 40.7) - 30.0) / 2.0))).astype(np.float32)
    fine = halved(mask)
    coarse = silhouette_of(levels_of(fine), (2.0, 2.0)).mask
    assert np.array_equal(coarse >= 0.5, fine >= 0.5)
    for row in range(10, 30):
        for way in (1, -1):
            assert crossing(coarse[row, ::way]) == pytest.approx(crossing(fine[row, ::way]), abs=0.06)


@pytest.mark.parametrize("anywhere", [True, False])
def test_masks_are_kept_where_somebody_is_and_come_back_whole(tmp_path: Path, *, anywhere: bool) -> None:
    """Of three frames; nobody at all is kept, too."""
    masks = np.zeros((3, 40, 60), np.uint8)
    if anywhere:
        masks[0, 4, 50], masks[1, 20:30, 7:20], masks[2, 39, 0] = 3, TOP_LEVEL, 16
    path = tmp_path / "some.npz"
    with path.open("wb") as file, RecordingWriter(file) as writer:
        for index, levels in enumerate(masks):
            pose = Pose(
                t_s=index / 30,
                points_px=np.ones((33, 2)),
                visibility=np.ones(33),
                silhouette=silhouette_of(levels, (2.0, 2.0)),
            )
            writer.add(Sighting(t_s=index / 30, size_px=(120, 80), brightness=0.5, pose=pose))
        writer.finish(INFO, ModelUsed(name="full", sha256="0"))
    with closing(Recording(path)) as recording:
        poses = [seen.sighting.pose for seen in recording]
    found = [levels_in(pose.silhouette) for pose in poses if pose and pose.silhouette]
    assert np.array_equal(np.stack(found), masks)
    with np.load(path) as arrays:
        assert arrays["levels/000000"].shape == ((3, 36, 51) if anywhere else (3, 0, 0))
