"""A picture that stands still while time goes on is no picture; a person who keeps still is one."""

import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.adapters.stuck import MOST_HELD_BYTES, Shown, Unstuck, _Gap
from formcheck.domain.body import Bytes, Frame
from tests.adapters.films import FPS, INPUTS, Make, holes, read, write_film
from tests.engine.motions import smooth

SIZE_PX = (192, 128)


def scene(across: float) -> Bytes:
    """A bright disc before a wall with a pattern; across: 0 left to 1 right."""
    width_px, height_px = SIZE_PX
    y, x = np.mgrid[:height_px, :width_px]
    wall = 90 + 30 * np.sin(x / 9.0) * np.sin(y / 7.0)
    far_px = np.hypot(x - (55 + 70 * across), y - 64)
    inside = np.clip(22.5 - far_px, 0.0, 1.0)
    level = inside * 240.0 + (1.0 - inside) * wall
    return np.repeat(level[:, :, None], 3, axis=2).astype(np.uint8)


def swing(t_s: float) -> float:
    """To and fro, with a rest of a second at either side."""
    beat, into_s = divmod(t_s, 2.0)
    way = smooth(into_s)
    return way if beat % 2 == 0 else 1.0 - way


def film(path: Path, make_name: str, at: Callable[[float], float], count: int = 120) -> Path:
    """Write four seconds."""
    return write_film(path, range(count), CODED[make_name], draw=lambda n: scene(at(n / FPS)))


def stuck(start_s: float, end_s: float) -> Callable[[float], float]:
    """The swing with a stuck stretch: at its end the picture is where the swing has got to."""
    return lambda t_s: swing(start_s if start_s <= t_s < end_s else t_s)


CODED: dict[str, Make] = {
    "h264-mp4": ("libx264", "mp4", {"crf": "23"}, {}),
    "h264-coarse-mkv": ("libx264", "mkv", {"crf": "32", "bf": "0", "preset": "veryfast"}, {}),
    "vp8-webm": ("libvpx", "webm", {"b": "400000", "deadline": "realtime", "cpu-used": "8"}, {}),
    "hevc-mp4": ("libx265", "mp4", {"x265-params": "log-level=none"}, {}),
    "mjpeg-avi": ("mjpeg", "avi", {}, {}),
}
FILMS = pytest.mark.parametrize("make_name", CODED)


@FILMS
@pytest.mark.parametrize("stretch_s", [(0.3, 1.2), (0.4, 2.4), (2.3, 2.8)])
def test_a_stuck_stretch_is_a_hole(tmp_path: Path, make_name: str, stretch_s: tuple[float, float]) -> None:
    path = film(tmp_path / f"stuck.{CODED[make_name][1]}", make_name, stuck(*stretch_s))
    frames, info = read(path)
    ((start_s, end_s),) = holes(frames)
    assert start_s == pytest.approx(stretch_s[0], abs=0.2)
    assert end_s == pytest.approx(stretch_s[1], abs=0.07)
    assert info.duration_s == info.seen_until_s == pytest.approx(4.0, abs=0.05)


@FILMS
def test_a_picture_stuck_to_the_end_was_not_seen_to_the_end(tmp_path: Path, make_name: str) -> None:
    frames, info = read(film(tmp_path / f"end.{CODED[make_name][1]}", make_name, stuck(2.5, 9.0)))
    assert not holes(frames)
    assert info.seen_until_s == pytest.approx(2.5, abs=0.15)
    assert info.duration_s == pytest.approx(4.0, abs=0.05)
    assert info.breaks_off_s is None


@FILMS
def test_who_rests_is_seen_all_the_time(tmp_path: Path, make_name: str) -> None:
    frames, info = read(film(tmp_path / f"rest.{CODED[make_name][1]}", make_name, swing))
    assert not holes(frames)
    assert len(frames) == 120
    assert info.seen_until_s == info.duration_s


def test_a_still_picture_from_beginning_to_end_is_one(tmp_path: Path) -> None:
    frames, info = read(film(tmp_path / "still.mp4", "h264-mp4", lambda _: 0.5))
    assert len(frames) == 120
    assert info.seen_until_s == info.duration_s


def test_the_given_stuck_clip() -> None:
    frames, info = read(INPUTS / "freeze15.mp4")
    assert holes(frames) == [pytest.approx((2.7, 4.23), abs=0.05)]
    assert info.duration_s == info.seen_until_s == pytest.approx(6.0)


def frames_of(images: list[Bytes]) -> list[Shown]:
    return [Shown(Frame(n / FPS, image), (n + 1) / FPS) for n, image in enumerate(images)]


def passed(images: list[Bytes]) -> list[Shown]:
    return list(Unstuck().of(frames_of(images)))


@given(
    st.lists(st.tuples(st.integers(0, 255), st.integers(1, 30)), min_size=1, max_size=8), st.integers(0, 9)
)
@settings(max_examples=60)
def test_what_comes_through_is_bit_for_bit_what_went_in(levels: list[tuple[int, int]], seed: int) -> None:
    """Greys, each for a while, with noise of up to three levels: some stand still long enough to be held."""
    rng = np.random.default_rng(seed)
    images = [
        np.clip(level + rng.integers(0, 4, (12, 16, 3)), 0, 255).astype(np.uint8)
        for level, times in levels
        for _ in range(times)
    ]
    out = passed(images)
    assert out[0].frame.t_s == 0.0
    for shown in out:
        np.testing.assert_array_equal(shown.frame.image_rgb, images[round(shown.frame.t_s * FPS)])
    times_s = [shown.frame.t_s for shown in out]
    assert times_s == sorted(set(times_s))


@pytest.mark.parametrize("times", [(2, 2, 1), (3, 2), (2,), (4,)])
def test_who_sets_off_in_a_film_told_as_one_of_more_pictures_a_second_was_no_stuck_picture(
    times: tuple[int, ...],
) -> None:
    """Each picture is shown several times: what follows the first step is the same picture once more."""
    steps = [0.0] * 12 + [0.06 * n for n in range(1, 15)]
    images = [scene(at) for n, at in enumerate(steps) for _ in range(times[n % len(times)])]
    assert len(passed(images)) == len(images)


@pytest.mark.parametrize("times", [(2, 2, 1), (3, 2), (2,)])
def test_a_stuck_stretch_of_such_a_film_is_a_hole_all_the_same(times: tuple[int, ...]) -> None:
    steps = [0.02 * n for n in range(12)] + [0.24] * 12 + [0.5 + 0.02 * n for n in range(12)]
    images = [scene(at) for n, at in enumerate(steps) for _ in range(times[n % len(times)])]
    left_out = len(images) - len(passed(images))
    stuck_pictures = sum(times[n % len(times)] for n in range(12, 24))
    assert left_out == pytest.approx(stuck_pictures, abs=4)


def test_a_jump_into_a_quick_movement_ends_a_stuck_stretch() -> None:
    """It is 1.9 times the step that follows; who sets off takes the smaller step first."""
    steps = [0.02 * n for n in range(10)] + [0.2] * 14 + [0.5, 0.66, 0.8, 0.9, 1.0]
    images = [scene(at) for at in steps]
    assert len(images) - len(passed(images)) == pytest.approx(14, abs=2)


def test_of_few_pictures_a_second_nobody_can_tell_whether_the_last_movement_stopped_by_itself() -> None:
    steps = [0.08 * n for n in range(12)] + [0.96] * 12
    shown = [Shown(Frame(n / 12, scene(at)), (n + 1) / 12) for n, at in enumerate(steps)]
    assert len(list(Unstuck().of(shown))) == len(shown)


def test_what_is_held_takes_little_memory() -> None:
    """Ten seconds of stillness, in which each picture differs a little."""
    rng = np.random.default_rng(3)
    still = scene(0.5).repeat(4, axis=0).repeat(4, axis=1)
    one_frame = still.nbytes

    def pictures() -> Iterator[Shown]:
        for n in range(300):
            image = still.copy()
            image[rng.integers(0, 500, 300), rng.integers(0, 700, 300)] += 1
            yield Shown(Frame(n / FPS, image), (n + 1) / FPS)

    tracemalloc.start()
    count = sum(1 for _ in Unstuck().of(pictures()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 300
    assert peak < 20 * one_frame


def test_of_a_large_picture_that_differs_all_over_nothing_is_asked_for() -> None:
    """An 8K film of a quiet room, coded coarsely: found out place by place that took eight times as much."""
    base = np.zeros((4320, 7680, 3), dtype=np.uint8)
    noisy = base + 3
    assert 2 * base.size > 0.9 * MOST_HELD_BYTES
    shown = (Shown(Frame(n / FPS, (noisy if n % 2 else base)), (n + 1) / FPS) for n in range(24))
    tracemalloc.start()
    count = sum(1 for _ in Unstuck().of(shown))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 24
    assert peak < 2.5 * MOST_HELD_BYTES


@pytest.mark.parametrize("columns", [16, 15])
def test_what_is_held_comes_back_as_it_was_also_where_no_words_fit(columns: int) -> None:
    base = np.arange(7 * columns * 3, dtype=np.uint8).reshape(7, columns, 3)
    image = base.copy()
    image[0, 0, 0], image[3, 4:9, 1], image[-1, -1, -1] = 9, 200, 77
    gap = _Gap.of(image, base, MOST_HELD_BYTES)
    assert gap is not None
    assert (gap.applied_to(base) == image).all()
    assert (base.ravel() == np.arange(base.size).astype(np.uint8)).all()
