"""The estimator on pictures of rendered people from the golden clips."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import Path

import cv2
import numpy as np
import pytest

from formcheck.adapters import native
from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.models import ModelName, mediapipe_version
from formcheck.adapters.people import count_others
from formcheck.adapters.video_file import VideoReader
from formcheck.domain.body import Bytes, Floats, Frame, Landmark, Sighting
from formcheck.domain.errors import SystemLibraryMissing

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "clips"
SAMPLES = sorted(FOLDER.glob("*.mp4"))


def frame_of(path: Path, t_s: float) -> Bytes:
    """Return the first picture from `t_s` on."""
    with VideoReader(path) as video:
        return next(frame.image_rgb for frame in video if frame.t_s >= t_s)


@pytest.fixture(scope="module")
def person() -> Bytes:
    """Return a picture of one person."""
    return frame_of(FOLDER / "glute_bridge.mp4", 1.0)


@pytest.fixture
def estimator() -> Iterator[PoseEstimator]:
    """Return a fresh estimator, closed afterwards."""
    with PoseEstimator(ModelName.LITE) as fresh:
        yield fresh


def look(image: Bytes, model: ModelName = ModelName.LITE) -> Sighting:
    """Return what a fresh estimator says of one picture."""
    with PoseEstimator(model) as estimator:
        return estimator.estimate(Frame(0.0, image))


def hips_px(sighting: Sighting) -> Floats:
    """Return the middle of the hips."""
    assert sighting.pose is not None
    return np.asarray(sighting.pose.points_px[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_one_person_in_every_sample(path: Path) -> None:
    sighting = look(frame_of(path, 1.0), ModelName.FULL)
    assert sighting.pose is not None
    assert sighting.others == 0


def test_points_lie_on_the_silhouette_y_up(person: Bytes) -> None:
    sighting = look(person)
    assert sighting.pose is not None
    assert sighting.pose.silhouette is not None
    x, y = hips_px(sighting)
    rows, columns = person.shape[:2]
    assert 0 < x < columns
    assert -rows < y < 0
    mask, (cell_x, cell_y) = sighting.pose.silhouette.mask, sighting.pose.silhouette.px_per_cell
    assert mask.dtype == np.float32
    assert 0 <= mask.min() <= mask.max() <= 1
    assert mask[int(-y / cell_y), int(x / cell_x)] > 0.75
    assert mask[0, 0] < 0.25


def test_large_pictures_give_points_in_their_own_pixels(person: Bytes) -> None:
    rows, columns = person.shape[:2]
    large = cv2.resize(person, (columns * 3, rows * 3), interpolation=cv2.INTER_CUBIC)
    small_sighting, large_sighting = look(person), look(np.asarray(large, dtype=np.uint8))
    assert small_sighting.pose is not None
    assert large_sighting.pose is not None
    assert large_sighting.size_px == (columns * 3, rows * 3)
    apart = np.abs(large_sighting.pose.points_px / 3 - small_sighting.pose.points_px)
    assert np.median(apart) < 0.01 * columns
    assert large_sighting.pose.silhouette is not None
    assert max(large_sighting.pose.silhouette.mask.shape) <= 640


@pytest.mark.parametrize("width_px", [641, 639, 638, 637, 427, 425, 331])
def test_widths_that_abort_mediapipe_are_avoided(person: Bytes, width_px: int) -> None:
    rows, columns = person.shape[:2]
    height_px = round(rows * width_px / columns)
    narrow = cv2.resize(person, (width_px, height_px), interpolation=cv2.INTER_AREA)
    sighting = look(np.asarray(narrow, dtype=np.uint8))
    scale = columns / width_px
    assert np.abs(hips_px(sighting) * scale - hips_px(look(person))).max() < 0.02 * columns


def test_same_frames_same_results(person: Bytes) -> None:
    frames = [Frame(0.04 * index, np.roll(person, index, axis=1)) for index in range(8)]
    runs = []
    for _ in range(2):
        with PoseEstimator(ModelName.LITE) as estimator:
            poses = [estimator.estimate(frame).pose for frame in frames]
        runs.append(np.array([pose.points_px for pose in poses if pose is not None]))
    assert runs[0].shape == (8, 33, 2)
    assert np.array_equal(runs[0], runs[1])


def test_times_closer_than_a_millisecond_are_fine(estimator: PoseEstimator, person: Bytes) -> None:
    for index in range(5):
        assert estimator.estimate(Frame(index * 1e-5, person)).pose is not None


@pytest.mark.parametrize(("level", "brightness"), [(0, 0.0), (128, 0.5), (255, 1.0)])
def test_nobody_there(level: int, brightness: float) -> None:
    sighting = look(np.full((480, 640, 3), level, dtype=np.uint8))
    assert sighting.pose is None
    assert sighting.others == 0
    assert sighting.brightness == pytest.approx(brightness, abs=0.005)


@pytest.mark.parametrize("axis", [0, 1], ids=["above each other", "beside each other"])
def test_two_people_are_told(person: Bytes, axis: int) -> None:
    other = frame_of(FOLDER / "supine_march_clean.mp4", 1.0)
    assert look(np.concatenate([person, other], axis=axis)).others == 1


def test_others_are_looked_for_once_a_second_of_media_time(estimator: PoseEstimator, person: Bytes) -> None:
    alone = np.concatenate([person, np.broadcast_to(person[:1, :1], person.shape)], axis=1)
    together = np.concatenate([person, person], axis=1)
    told = [
        estimator.estimate(Frame(t_s, image)).others
        for t_s, image in [
            (0.0, alone),
            (0.5, together),
            (1.0, together),
            (1.2, alone),
            (1.3, together),
            (1.5, together),
            (1.6, alone),
            (2.4, alone),
            (2.6, alone),
            (2.9, alone),
        ]
    ]
    assert told == [0, 0, 0, 0, 0, 0, 1, 1, 1, 0], "an answer counts from a quarter of a second later"


def test_one_look_alone_is_not_believed(estimator: PoseEstimator, person: Bytes) -> None:
    alone = np.concatenate([person, np.broadcast_to(person[:1, :1], person.shape)], axis=1)
    together = np.concatenate([person, person], axis=1)
    told = [
        estimator.estimate(Frame(t_s, together if t_s == 1.0 else alone)).others
        for t_s in (0.0, 0.5, 1.0, 1.3, 1.4, 1.6, 2.0, 2.4, 2.8)
    ]
    assert told == [0] * 9


def test_a_closed_estimator_says_so(person: Bytes) -> None:
    estimator = PoseEstimator(ModelName.LITE)
    estimator.close()
    estimator.close()
    with pytest.raises(RuntimeError, match="closed"):
        estimator.estimate(Frame(0.0, person))


def test_standard_error_stays_ours(tmp_path: Path, person: Bytes) -> None:
    np.save(tmp_path / "person.npy", person)
    script = f"""
import sys
import numpy as np
from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.domain.body import Frame
image = np.load({str(tmp_path / "person.npy")!r})
print("ours, before", file=sys.stderr)
with PoseEstimator() as estimator:
    for index in range(4):
        estimator.estimate(Frame(index * 0.9, image if index else image * 0))
print("ours, after", file=sys.stderr)
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stderr == "ours, before\nours, after\n"
    assert run.stdout == ""


def test_words_of_others_pass_the_silence(capfd: pytest.CaptureFixture[str]) -> None:
    with native.native_chatter_dropped():
        os.write(2, b"W0000 00:00:1.2 3 a.cc:1] nothing\nINFO: Created TensorFlow Lite XNNPACK delegate\n")
        os.write(2, b"E0000 00:00:1.2 3 a.cc:1] something\nours\n")
    assert capfd.readouterr().err == "E0000 00:00:1.2 3 a.cc:1] something\nours\n"


def test_a_replaced_standard_error_does_no_harm(person: Bytes) -> None:
    with redirect_stderr(io.StringIO()):
        assert look(person).pose is not None


@pytest.mark.parametrize(
    ("words", "library", "package"),
    [
        ("libGL.so.1: cannot open shared object file: No such file or directory", "libGL.so.1", "libgl1"),
        ("libEGL.so.1: cannot open shared object file: No such file", "libEGL.so.1", "libegl1"),
        ("libGLESv2.so.2: cannot open shared object file: No such file", "libGLESv2.so.2", "libgles2"),
        ("libxcb.so.1: cannot open shared object file: No such", "libxcb.so.1", "libxcb1"),
        ("libgthread-2.0.so.0: cannot open shared object file", "libgthread-2.0.so.0", "libglib2.0-0"),
        ("libodd-1.so: cannot open shared object file", "libodd-1.so", "libodd-1.so"),
    ],
)
@pytest.mark.parametrize("kind", [ImportError, OSError])
def test_a_missing_system_library_is_named(
    kind: type[Exception], words: str, library: str, package: str
) -> None:
    with pytest.raises(SystemLibraryMissing) as caught, native.missing_libraries_named():
        raise kind(words)
    assert caught.value.params == {"library": library, "package": package}


def test_other_import_errors_stay_themselves() -> None:
    with pytest.raises(ImportError, match="no module"), native.missing_libraries_named():
        raise ImportError("no module named x")


def test_the_version_is_the_pinned_one() -> None:
    assert mediapipe_version() == "0.10.33"


class TestCountOthers:
    """Pure geometry of who is who."""

    @staticmethod
    def someone(x: float, y: float, scale: float = 1.0) -> Floats:
        """Return an upright stick person with the hips at (x, y) and a trunk of 100 px * scale."""
        points = np.zeros((33, 2))
        points[:11] = (10, 130)
        points[11:23] = (0, 100)
        points[25:27] = (30, -90)
        points[27:] = (0, -180)
        return points * scale + (x, y)

    @pytest.mark.parametrize(
        ("followed", "found", "expected"),
        [
            (None, [], 0),
            ((0, 0), [], 0),
            ((0, 0), [(2, 1)], 0),
            ((0, 0), [(2, 1), (5, 3)], 0),
            ((0, 0), [(2, 1), (300, 0)], 1),
            ((0, 0), [(300, 0), (2, 1), (-300, 0), (302, 1)], 2),
            ((0, 0), [(2, 1), (300, 0, 0.4)], 0),
            ((0, 0), [(2, 1), (300, 0, 0.6)], 1),
            ((0, 0), [(2, 1), (8, 5, 0.55)], 0),  # hips where the followed one's are: legs taken for a person
            ((0, 0), [(2, 1), (60, 5, 0.55)], 1),
            ((0, 0, 0.4), [(300, 0)], 1),
            (None, [(0, 0), (300, 0)], 1),
        ],
    )
    def test_table(
        self, followed: tuple[float, ...] | None, found: list[tuple[float, ...]], expected: int
    ) -> None:
        main = None if followed is None else self.someone(*followed)
        assert count_others(main, [self.someone(*place) for place in found]) == expected
