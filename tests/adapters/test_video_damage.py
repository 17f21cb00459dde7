"""The reader's zoo: files cut off, overwritten, changed. What is shown was recorded so; the rest is named."""

import functools
import random
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.adapters.video_file import VideoInfo, VideoReader
from formcheck.domain.body import Frame
from formcheck.domain.errors import VideoUnreadable
from tests.adapters.films import FPS, INPUTS, MAKES, holes, moving, read, unlike, with_zeros, write_film

COUNT = 60
LENGTH_S = COUNT / FPS
# One picture at the edge of the damage may be half overwritten without a trace.
MOST_SPOILT = 1

CUT = ["h264-mp4", "h264-fragments", "h264-mkv", "h264-avi", "vp8-webm", "mpeg2-ts"]
NO_PICTURE_PERCENT = {
    "h264-mp4": 25,
    "h264-fragments": 15,
    "h264-mkv": 15,
    "h264-avi": 25,
    "vp8-webm": 10,
    "mpeg2-ts": 10,
}
# Of what these state, the end is part.
STATED = {"h264-mp4", "h264-mkv", "h264-avi", "vp8-webm"}
ZEROED = [
    "h264-mp4",
    "h264-fragments",
    "h264-mkv",
    "h264-no-b-mkv",
    "h264-avi",
    "h264-ts",
    "h264-flv",
    "hevc-mp4",
    "vp8-webm",
    "vp9-webm",
    "mpeg4-avi",
    "mpeg4-mp4",
    "mpeg2-ts",
    "mpeg2-mpg",
    "mjpeg-avi",
]

# Where the rest of the file cannot be found any more, and no length is stated.
FORGETFUL = {"h264-fragments"}


@functools.cache
def whole(make_name: str, folder: Path) -> tuple[bytes, list[Frame]]:
    """A sound film: its file's content and its pictures."""
    make = MAKES[make_name]
    path = write_film(folder / f"{make_name}.{make[1]}", range(COUNT), make, draw=moving)
    return path.read_bytes(), read(path)[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("zoo")


@pytest.fixture
def spoil(folder: Path, tmp_path: Path) -> Callable[..., tuple[list[Frame], VideoInfo] | None]:
    """Return a function that reads a film whose file was changed, and holds what must hold of any."""

    def run(make_name: str, change: Callable[[bytes], bytes]) -> tuple[list[Frame], VideoInfo] | None:
        content, shown = whole(make_name, folder)
        path = tmp_path / f"spoilt.{MAKES[make_name][1]}"
        path.write_bytes(change(content))
        try:
            frames, info = read(path)
        except VideoUnreadable:
            return None
        hold_laws(frames, info)
        by_number = {round(frame.t_s * FPS): frame for frame in shown}
        # What is left of a file that lost its beginning starts at 0, too.
        if frames and unlike(frames[0].image_rgb, shown[0].image_rgb) < 20:
            wrong = [
                frame
                for frame in frames
                if unlike(frame.image_rgb, by_number[min(COUNT - 1, round(frame.t_s * FPS))].image_rgb) > 30
            ]
            assert len(wrong) <= MOST_SPOILT, [frame.t_s for frame in wrong]
        return frames, info

    return run


def hold_laws(frames: list[Frame], info: VideoInfo) -> None:
    """Times rise from 0, holes lie between frames, and the ends follow each other."""
    assert info.frames == len(frames)
    assert frames[0].t_s == 0.0
    assert all(later.t_s > earlier.t_s for earlier, later in pairwise(frames))
    assert all(0.0 <= later.missing_s < later.t_s - earlier.t_s for earlier, later in pairwise(frames))
    assert info.seen_until_s is not None
    assert frames[-1].t_s < info.seen_until_s <= info.duration_s
    assert info.breaks_off_s is None or info.seen_until_s <= info.breaks_off_s < info.duration_s


@pytest.mark.parametrize("percent", range(5, 100, 5))
@pytest.mark.parametrize("make_name", CUT)
def test_cut_off_at_every_twentieth(
    spoil: Callable[..., tuple[list[Frame], VideoInfo] | None], make_name: str, percent: int
) -> None:
    result = spoil(make_name, lambda content: content[: len(content) * percent // 100])
    if result is None:
        assert percent <= NO_PICTURE_PERCENT[make_name], "so much of a file holds a picture"
        return
    frames, info = result
    assert not holes(frames)
    assert info.seen_until_s is not None
    if make_name in STATED and info.seen_until_s < LENGTH_S - 0.5:
        assert info.duration_s == pytest.approx(LENGTH_S, abs=0.15)
        assert info.breaks_off_s is not None
        assert info.breaks_off_s == pytest.approx(info.seen_until_s, abs=0.3)


@pytest.mark.parametrize("start", [0.3, 0.45, 0.6, 0.75])
@pytest.mark.parametrize("make_name", ZEROED)
def test_overwritten_with_zeros(
    spoil: Callable[..., tuple[list[Frame], VideoInfo] | None], folder: Path, make_name: str, start: float
) -> None:
    result = spoil(make_name, lambda content: with_zeros(content, start, 0.06))
    assert result is not None
    frames, info = result
    assert 8 <= len(frames) < COUNT
    # What is left of it stands at its time: of whatever is not shown it is said that it is not.
    unseen_s = sum(end_s - start_s for start_s, end_s in holes(frames))
    unseen_s += info.duration_s - (info.seen_until_s or 0.0)
    if make_name not in FORGETFUL:
        first = min(whole(make_name, folder)[1], key=lambda f: unlike(f.image_rgb, frames[0].image_rgb))
        assert info.duration_s == pytest.approx(LENGTH_S - first.t_s, abs=0.1)
    assert unseen_s == pytest.approx(info.duration_s - len(frames) / FPS, abs=0.34)


@pytest.mark.parametrize("start", [0.35, 0.65])
@pytest.mark.parametrize("make_name", ["h264-mkv", "h264-ts", "vp8-webm", "mpeg2-ts"])
def test_a_piece_taken_out(
    spoil: Callable[..., tuple[list[Frame], VideoInfo] | None], make_name: str, start: float
) -> None:
    def change(content: bytes) -> bytes:
        first = int(len(content) * start)
        return content[:first] + content[first + len(content) // 8 :]

    spoil(make_name, change)


@pytest.mark.parametrize("make_name", [name for name in MAKES if name.endswith(("mkv", "mp4", "webm", "ts"))])
def test_pictures_that_nobody_recorded_are_a_hole(tmp_path: Path, make_name: str) -> None:
    make = MAKES[make_name]
    numbers = [*range(20), *range(45, 60)]
    frames, info = read(write_film(tmp_path / f"hole.{make[1]}", numbers, make, draw=moving))
    assert len(frames) == len(numbers)
    assert holes(frames) == [pytest.approx((20 / FPS, 45 / FPS), abs=0.02)]
    assert info.duration_s == pytest.approx(2.0, abs=0.07)


def test_a_few_dropped_pictures_are_no_hole(tmp_path: Path) -> None:
    numbers = [n for n in range(60) if n % 15 not in (3, 4, 5, 6)]
    assert not holes(read(write_film(tmp_path / "drops.mp4", numbers, draw=moving))[0])


@pytest.mark.parametrize("ticks_apart", [15, 30, 90])
def test_a_slide_show_has_no_holes(tmp_path: Path, ticks_apart: int) -> None:
    path = write_film(tmp_path / "slides.mp4", range(8), draw=moving, tick_of=lambda n: ticks_apart * n)
    assert not holes(read(path)[0])


@pytest.mark.parametrize("jump_s", [2, 500, 10_000])
@pytest.mark.parametrize("at", [1, 20, 40])
def test_a_clock_that_jumps_ahead_leaves_a_hole(tmp_path: Path, jump_s: int, at: int) -> None:
    path = write_film(
        tmp_path / "jump.mkv",
        range(60),
        MAKES["h264-mkv"],
        draw=moving,
        tick_of=lambda n: n + (jump_s * FPS if n >= at else 0),
    )
    frames, info = read(path)
    assert len(frames) == 60
    assert holes(frames) == [pytest.approx((at / FPS, at / FPS + jump_s), abs=0.02)]
    assert info.duration_s == pytest.approx(2.0 + jump_s, abs=0.05)


@pytest.mark.parametrize(("name", "at_s"), [("jump10000.mkv", 4.1), ("jump10000_at1s.mkv", 1.03)])
def test_the_given_jumps(name: str, at_s: float) -> None:
    frames, info = read(INPUTS / name)
    assert len(frames) == 180
    assert holes(frames) == [pytest.approx((at_s, at_s + 10_000), abs=0.05)]
    assert info.duration_s == pytest.approx(10_006.0, abs=0.01)


def test_the_given_file_that_breaks_off_says_where() -> None:
    frames, info = read(INPUTS / "truncfs90.mp4")
    assert info.duration_s == pytest.approx(6.0)
    assert info.breaks_off_s == info.seen_until_s == pytest.approx(5.1, abs=0.05)
    assert len(frames) == pytest.approx(153, abs=2)


def test_the_given_file_with_zeros_shows_nothing_that_is_built_on_them() -> None:
    """From 4.97 s on there are pictures again, in which a leg is in pieces: no key picture comes."""
    frames, info = read(INPUTS / "zero_b6.mkv")
    assert frames[-1].t_s == pytest.approx(2.77, abs=0.04)
    assert info.seen_until_s == pytest.approx(2.8, abs=0.04)
    assert info.duration_s == pytest.approx(6.0)
    assert info.breaks_off_s is None


@given(
    make_name=st.sampled_from(ZEROED),
    seed=st.integers(0, 2**32),
    places=st.sampled_from([1, 5, 40, 300]),
    kind=st.sampled_from(["bytes", "zeros", "cut", "repeat", "swap"]),
)
@settings(max_examples=200)
def test_whatever_was_changed_reading_ends_in_frames_or_a_sentence(
    folder: Path, make_name: str, seed: int, places: int, kind: str
) -> None:
    rng = random.Random(seed)  # noqa: S311 - a reproducible mess
    content = bytearray(whole(make_name, folder)[0])
    for _ in range(places):
        at = rng.randrange(len(content))
        match kind:
            case "bytes":
                content[at] = rng.randrange(256)
            case "zeros":
                content[at : at + 20] = bytes(20)
            case "cut":
                del content[at : at + rng.randrange(1, 30)]
            case "repeat":
                content[at:at] = content[at : at + rng.randrange(1, 30)]
            case "swap":
                there, length = rng.randrange(len(content)), rng.randrange(1, 200)
                here, other = content[at : at + length], content[there : there + length]
                content[at : at + length], content[there : there + length] = other, here
        if len(content) < 100:
            break
    path = folder / f"mutated.{MAKES[make_name][1]}"
    path.write_bytes(content)
    started_s = time.monotonic()
    try:
        with VideoReader(path) as video:
            times_s = [frame.t_s for frame in video]
            info = video.info
    except VideoUnreadable:
        times_s = []
    else:
        assert all(later > earlier for earlier, later in pairwise(times_s))
        assert info.frames == len(times_s)
        assert info.duration_s >= times_s[-1]
    # Three times the length of the clip, and room for a machine that is busy with other things.
    assert time.monotonic() - started_s < 3 * LENGTH_S + 10.0
