"""Recordings: what the pose model saw, kept, and judged again as if it were the video."""

import io
import json
import math
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from formcheck.adapters.analysis import analyse_video, open_source
from formcheck.adapters.export_csv import rows_as_csv
from formcheck.adapters.export_json import build_report
from formcheck.adapters.models import ModelName
from formcheck.adapters.recording import Recording, RecordingWriter, is_recording
from formcheck.adapters.video_file import VideoInfo
from formcheck.domain.body import Sighting
from formcheck.domain.errors import RecordingHasNoPictures, RecordingUnreadable, VideoMissing
from formcheck.exercises import EXERCISES

BRIDGE = Path(__file__).resolve().parents[1] / "real" / "bridging.mp4"
REAL = BRIDGE.parent / "recordings"
SPEC = EXERCISES["glute-bridge"]

# One worker makes the recording once; its tests go where that worker is.
pytestmark = pytest.mark.xdist_group("recording")


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A recording, and the JSON and CSV that were made of its video meanwhile."""
    path = tmp_path_factory.mktemp("recording") / "bridge.npz"
    analysis = analyse_video(BRIDGE, SPEC, model=ModelName.LITE, recording_out=path)
    return path, build_report(analysis).to_json(), rows_as_csv(analysis.rows)


def seen(path: Path) -> list[Sighting]:
    with closing(Recording(path)) as recording:
        return [each.sighting for each in recording]


def arrays_of(path: Path) -> dict[str, np.ndarray]:
    with np.load(path) as file:
        return dict(file)


def test_judging_it_says_to_the_byte_what_the_video_said(recorded: tuple[Path, str, str]) -> None:
    path, report, table = recorded
    again = analyse_video(path, SPEC)
    assert build_report(again).to_json() == report.replace("bridging.mp4", "bridge.npz")
    assert rows_as_csv(again.rows) == table
    assert again.report.complete_reps == 1


def test_what_was_read_is_written_the_same(recorded: tuple[Path, str, str], tmp_path: Path) -> None:
    copy = tmp_path / "copy.npz"
    with copy.open("wb") as file, RecordingWriter(file) as writer, closing(Recording(recorded[0])) as source:
        for each in source:
            writer.add(each.sighting)
        writer.finish(source.info, source.model)
    assert copy.read_bytes() == recorded[0].read_bytes()


def test_one_of_the_first_layout_with_whole_masks_says_the_same(
    recorded: tuple[Path, str, str], tmp_path: Path
) -> None:
    def whole(arrays: dict[str, np.ndarray]) -> None:
        _about(schema_name="formcheck.recording/1")(arrays)
        for chunk, (row, column, rows, columns) in enumerate(arrays.pop("boxes")):
            part = arrays[f"levels/{chunk:06d}"]
            masks = np.zeros((len(part), rows, columns), np.uint8)
            masks[:, row : row + part.shape[1], column : column + part.shape[2]] = part
            arrays[f"levels/{chunk:06d}"] = masks

    first = tmp_path / "bridge.npz"
    first.write_bytes(_rewritten(recorded[0], whole))
    again = analyse_video(first, SPEC)
    assert build_report(again).to_json() == recorded[1].replace("bridging.mp4", "bridge.npz")
    assert rows_as_csv(again.rows) == recorded[2]


def test_it_holds_no_picture_and_no_name(recorded: tuple[Path, str, str]) -> None:
    names = set(zipfile.ZipFile(recorded[0]).namelist())
    chunks = {name for name in names if name.startswith("levels/")}
    assert names - chunks == {
        f"{name}.npy"
        for name in (
            "about",
            "background",
            "boxes",
            "t_s",
            "size_px",
            "brightness",
            "others",
            "missing_s",
            "places",
            "visibility",
            "px_per_cell",
        )
    }
    assert "bridging" not in str(arrays_of(recorded[0])["about"])


def test_twenty_seconds_take_less_than_one_and_a_half_megabytes(recorded: tuple[Path, str, str]) -> None:
    sightings = seen(recorded[0])
    assert recorded[0].stat().st_size / sightings[-1].t_s * 20.0 < 1.5e6


def test_so_do_those_of_a_real_person_in_a_busy_room(tmp_path: Path) -> None:
    """Whose outline is rough: masks take more room than those of rendered people."""
    path = tmp_path / "copy.npz"
    with closing(Recording(REAL / "bridge_01.npz")) as source, path.open("wb") as file:
        with RecordingWriter(file) as writer:
            for each in source:
                writer.add(each.sighting)
            writer.finish(source.info, source.model)
        assert path.stat().st_size / source.info.duration_s * 20.0 < 1.5e6


def test_the_older_layout_is_read(recorded: tuple[Path, str, str], tmp_path: Path) -> None:
    older = tmp_path / "older.npz"
    ours = seen(recorded[0])
    poses = [sighting.pose for sighting in ours]
    assert all(pose and pose.silhouette for pose in poses)
    masks = [np.rint(pose.silhouette.mask * 255) for pose in poses if pose and pose.silhouette]
    np.savez_compressed(
        older,
        t_s=[sighting.t_s for sighting in ours],
        size_px=ours[0].size_px,
        points_px=np.array([pose.points_px for pose in poses if pose], dtype=np.float32),
        visibility=np.array([pose.visibility for pose in poses if pose], dtype=np.float32),
        brightness=[sighting.brightness for sighting in ours],
        others=[sighting.others for sighting in ours],
        mask=np.array(masks, dtype=np.uint8),
        px_per_cell=[2.0, 2.0],
    )
    for old, new in zip(seen(older), ours, strict=True):
        assert (old.t_s, old.size_px, old.others) == (new.t_s, new.size_px, new.others)
        assert old.pose
        assert old.pose.silhouette
        assert new.pose
        assert new.pose.silhouette
        assert np.allclose(old.pose.points_px, new.pose.points_px, atol=1e-3)
        assert np.abs(old.pose.silhouette.mask - new.pose.silhouette.mask).max() <= 0.6 / 31 + 1e-6
    assert analyse_video(older, SPEC).report.complete_reps == 1


def test_a_picture_without_anybody_is_kept_as_that(tmp_path: Path) -> None:
    path = tmp_path / "empty.npz"
    info = VideoInfo(name="x", duration_s=0.5, frames=2, width_px=64, height_px=48, rotation_deg=90)
    with path.open("wb") as file, RecordingWriter(file) as writer:
        for t_s in (0.0, 0.25):
            writer.add(Sighting(t_s=t_s, size_px=(64, 48), brightness=0.5, others=2))
        with closing(open_source(BRIDGE, ModelName.LITE)) as source:
            writer.finish(info, source.model)
    sightings = seen(path)
    assert [(each.t_s, each.pose, each.others) for each in sightings] == [(0.0, None, 2), (0.25, None, 2)]
    with closing(Recording(path)) as recording:
        assert recording.info.rotation_deg == 90
        assert recording.info.duration_s == 0.5


def test_no_video_can_be_made_of_it(recorded: tuple[Path, str, str], tmp_path: Path) -> None:
    with pytest.raises(RecordingHasNoPictures):
        analyse_video(recorded[0], SPEC, video_out=tmp_path / "out.mp4", say=str)
    assert not list(tmp_path.iterdir())


def _rewritten(path: Path, change: Callable[[dict[str, np.ndarray]], None]) -> bytes:
    arrays = arrays_of(path)
    change(arrays)
    out = io.BytesIO()
    np.savez(out, allow_pickle=True, **arrays)
    return out.getvalue()


def _pickled(arrays: dict[str, np.ndarray]) -> None:
    arrays["t_s"] = np.array([print] * len(arrays["t_s"]), dtype=object)


def _set(name: str, values: Callable[[np.ndarray], np.ndarray]) -> Callable[[dict[str, np.ndarray]], None]:
    def change(arrays: dict[str, np.ndarray]) -> None:
        arrays[name] = values(arrays[name])

    return change


def _about(**changes: object) -> Callable[[dict[str, np.ndarray]], None]:
    return _set("about", lambda old: np.array(json.dumps(json.loads(str(old)) | changes)))


RUN = {"side": "left", "from_s": 0.0, "last_s": 1.0, "start_s": 0.1, "end_s": 1.0, "work_s": 0.2}
HOSTILE = {
    "objects": _pickled,
    "no_head": lambda arrays: arrays.pop("about"),
    "other_schema": _about(schema_name="formcheck.recording/9"),
    "endless": _about(duration_s=float(10**9)),
    "shorter_than_its_frames": _about(duration_s=0.1),
    "negative_size": _set("size_px", lambda old: -old),
    "huge_size": _set("size_px", lambda old: old * 100_000),
    "times_fall": _set("t_s", lambda old: old[::-1].copy()),
    "times_nan": _set("t_s", lambda old: np.where(old > 1.0, np.nan, old)),
    "no_frames": _set("t_s", lambda old: old[:0]),
    "too_few_landmarks": _set("places", lambda old: old[:, :32]),
    "landmarks_far_away": _set("places", lambda old: old * np.float32(1e9)),
    "too_few_others": _set("others", lambda old: old[:-1]),
    "text_for_numbers": _set("brightness", lambda old: old.astype(str)),
    "a_mask_missing": lambda arrays: arrays.pop("levels/000001"),
    "levels_too_high": _set("levels/000000", lambda old: old + np.uint8(200)),
    "runs_that_overlap": _about(runs=[RUN, RUN | {"from_s": 0.5}]),
    "a_run_without_time": _about(runs=[RUN | {"last_s": math.nan}]),
    "a_run_that_ends_before_it_begins": _about(runs=[RUN | {"start_s": 1.0, "end_s": 0.5}]),
    "a_run_for_ever": _about(runs=[RUN | {"end_s": 1e300}]),
    "a_run_of_a_leg_that_nobody_has": _about(runs=[RUN | {"side": "third"}]),
    "work_before_its_run": _about(runs=[RUN | {"from_s": 0.5}]),
    "no_boxes": lambda arrays: arrays.pop("boxes"),
    "too_few_boxes": _set("boxes", lambda old: old[:1]),
    "a_box_outside_its_mask": _set("boxes", lambda old: old + np.array([0, 1000, 0, 0], np.int32)),
    "a_box_above_its_mask": _set("boxes", lambda old: old - np.array([1000, 0, 0, 0], np.int32)),
    "a_mask_as_large_as_a_house": _set("boxes", lambda old: old + np.array([0, 0, 60_000, 60_000], np.int32)),
    "levels_flat": _set("levels/000000", lambda old: old.reshape(len(old), -1)),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_recording_is_refused_in_one_sentence(
    recorded: tuple[Path, str, str], tmp_path: Path, change: Callable[[dict[str, np.ndarray]], None]
) -> None:
    path = tmp_path / "hostile.npz"
    path.write_bytes(_rewritten(recorded[0], change))
    with pytest.raises(RecordingUnreadable):
        analyse_video(path, SPEC)


@pytest.mark.parametrize("share", [0.0, 0.05, 0.3, 0.6, 0.9, 0.999])
def test_one_that_breaks_off_is_refused(
    recorded: tuple[Path, str, str], tmp_path: Path, share: float
) -> None:
    path = tmp_path / "broken.npz"
    whole = recorded[0].read_bytes()
    path.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(RecordingUnreadable):
        analyse_video(path, SPEC)


@pytest.mark.parametrize("at", np.linspace(0.02, 0.98, 25).round(2).tolist())
def test_damaged_bytes_never_crash(recorded: tuple[Path, str, str], tmp_path: Path, at: float) -> None:
    path = tmp_path / "damaged.npz"
    content = bytearray(recorded[0].read_bytes())
    first = int(at * len(content))
    content[first : first + 50] = bytes(50)
    path.write_bytes(content)
    with pytest.raises(RecordingUnreadable):
        analyse_video(path, SPEC)


def test_a_bomb_is_refused_before_it_is_unpacked(recorded: tuple[Path, str, str], tmp_path: Path) -> None:
    path = tmp_path / "bomb.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name, values in arrays_of(recorded[0]).items():
            if name == "levels/000000":
                continue
            with bomb.open(f"{name}.npy", "w") as member:
                np.lib.format.write_array(member, values)
        header = io.BytesIO()
        np.lib.format.write_array_header_1_0(
            header, {"descr": "|u1", "fortran_order": False, "shape": (64, 60_000, 60_000)}
        )
        bomb.writestr("levels/000000.npy", header.getvalue() + bytes(1_000))
    with pytest.raises(RecordingUnreadable):
        analyse_video(path, SPEC)


def test_a_name_without_a_file_is_told_as_that(tmp_path: Path) -> None:
    assert is_recording(tmp_path / "none.npz")
    with pytest.raises(VideoMissing):
        analyse_video(tmp_path / "none.npz", SPEC)


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parents[1].glob("*/recordings/*.npz")), ids=lambda p: p.stem
)
def test_recordings_that_were_made_before_can_still_be_read(path: Path) -> None:
    with closing(Recording(path)) as recording:
        assert recording.info.frames > 0
