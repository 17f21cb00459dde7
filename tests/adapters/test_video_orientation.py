"""Turned, mirrored and resized pictures: what a display matrix asks for, and nothing is stretched."""

from fractions import Fraction
from functools import partial
from pathlib import Path

import av
import numpy as np
import pytest

from formcheck.domain.body import Bytes
from tests.adapters.films import FPS, INPUTS, MAKES, Make, read, write_film
from tests.adapters.pictures import read_number

# The upper left 2 x 2 of a display matrix (a b / c d): x' = a x + c y, y' = b x + d y, y down.
Matrix = tuple[int, int, int, int]
UPRIGHT: dict[Matrix, tuple[int, bool]] = {
    (1, 0, 0, 1): (0, False),
    (0, 1, -1, 0): (90, False),
    (-1, 0, 0, -1): (180, False),
    (0, -1, 1, 0): (270, False),
    (-1, 0, 0, 1): (0, True),
    (0, -1, -1, 0): (270, True),
    (1, 0, 0, -1): (180, True),
    (0, 1, 1, 0): (90, True),
}


def corners(_: int) -> Bytes:
    """Four colours, so that no two of the eight positions look alike."""
    image = np.zeros((48, 64, 3), dtype=np.uint8)
    image[:24, :32], image[:24, 32:] = (230, 20, 20), (20, 230, 20)
    image[24:, :32], image[24:, 32:] = (20, 20, 230), (230, 230, 20)
    return image


def write_matrix(path: Path, matrix: Matrix) -> None:
    """Put a matrix into an MP4's track header."""

    def packed(a: int, b: int, c: int, d: int) -> bytes:
        one = 0x10000
        rows = (a * one, b * one, 0, c * one, d * one, 0, 0, 0, 0x40000000)
        return b"".join(value.to_bytes(4, "big", signed=True) for value in rows)

    content = path.read_bytes()
    start = content.index(packed(1, 0, 0, 1), content.index(b"tkhd"))
    path.write_bytes(content[:start] + packed(*matrix) + content[start + 36 :])


def mapped(stored: Bytes, matrix: Matrix) -> Bytes:
    """The definition itself, pixel by pixel: where (x, y) goes to."""
    a, b, c, d = matrix
    rows, columns = stored.shape[:2]
    y, x = np.mgrid[:rows, :columns]
    new_x, new_y = a * x + c * y, b * x + d * y
    new_x, new_y = new_x - new_x.min(), new_y - new_y.min()
    shown = np.zeros((new_y.max() + 1, new_x.max() + 1, 3), dtype=np.uint8)
    shown[new_y, new_x] = stored
    return shown


@pytest.mark.parametrize("matrix", UPRIGHT)
def test_all_eight_positions_of_a_picture_are_told_apart(tmp_path: Path, matrix: Matrix) -> None:
    path = write_film(tmp_path / "turned.mp4", range(4), draw=corners)
    stored = read(path)[0][0].image_rgb
    write_matrix(path, matrix)
    frames, info = read(path)
    assert (info.rotation_deg, info.mirrored) == UPRIGHT[matrix]
    assert (info.height_px, info.width_px) == frames[0].image_rgb.shape[:2]
    np.testing.assert_array_equal(frames[-1].image_rgb, mapped(stored, matrix))


def test_a_matrix_that_also_scales_is_taken_for_its_turn(tmp_path: Path) -> None:
    path = write_film(tmp_path / "scaled.mp4", range(4), draw=corners)
    write_matrix(path, (0, 2, -2, 0))
    assert read(path)[1].rotation_deg == 90


def test_the_given_mirrored_recording_is_upright_and_named() -> None:
    frames, info = read(INPUTS / "mirror_matrix.mp4")
    assert (info.rotation_deg, info.mirrored, len(frames)) == (0, True, 180)
    image = frames[0].image_rgb.astype(float)
    # The lamp-lit wall is above the wooden floor, and the window, once on the right, is on the left.
    assert image[:360].mean() > image[500:].mean()
    assert image[150:300, 150:400].mean() > image[150:300, 900:1150].mean() + 20


def sized(first_px: tuple[int, int], then_px: tuple[int, int]) -> "list[tuple[int, int]]":
    return [first_px] * 10 + [then_px] * 10


def disc(size_px: tuple[int, int]) -> Bytes:
    """A white disc in the middle of grey: stretched, it is no disc any more."""
    width_px, height_px = size_px
    y, x = np.mgrid[:height_px, :width_px]
    inside = np.hypot(x - width_px / 2, y - height_px / 2) < min(size_px) / 3
    return np.where(inside[:, :, None], 250, 90).astype(np.uint8) * np.ones((1, 1, 3), np.uint8)


def extent_px(image: Bytes) -> tuple[int, int]:
    """Width and height of the disc."""
    bright = image[:, :, 1] > 180
    return int(bright.any(axis=0).sum()), int(bright.any(axis=1).sum())


def _disc_of(size_px: tuple[int, int], _: int) -> Bytes:
    return disc(size_px)


def join_sizes(path: Path, sizes_px: list[tuple[int, int]], make_name: str) -> None:
    """A stream whose pictures change their size: the packets of two films, one behind the other."""
    codec, suffix, options, _ = MAKES[make_name]
    start, tick_s = 0, Fraction(1, FPS)
    with av.open(str(path), "w") as joined:
        shown = None
        for size_px in dict.fromkeys(sizes_px):
            part = path.with_name(f"part{start}.{suffix}")
            make: Make = (codec, suffix, options, {})
            write_film(part, range(10), make, draw=partial(_disc_of, size_px))
            with av.open(str(part)) as source:
                stream = source.streams.video[0]
                shown = shown or joined.add_stream_from_template(stream)
                for packet in source.demux(stream):
                    if packet.size:
                        packet.pts = packet.dts = start
                        packet.time_base, packet.stream = tick_s, shown
                        joined.mux(packet)
                        start += 1


@pytest.mark.parametrize(
    ("first_px", "then_px"),
    [((96, 64), (64, 96)), ((64, 96), (96, 64)), ((96, 64), (192, 128)), ((192, 128), (64, 64))],
    ids=["to-portrait", "to-landscape", "larger", "smaller-square"],
)
@pytest.mark.parametrize("make_name", ["vp8-webm", "mjpeg-avi"])
def test_a_size_that_changes_is_padded_not_stretched(
    tmp_path: Path, first_px: tuple[int, int], then_px: tuple[int, int], make_name: str
) -> None:
    path = tmp_path / f"sizes.{'webm' if make_name == 'vp8-webm' else 'mkv'}"
    join_sizes(path, sized(first_px, then_px), make_name)
    frames, info = read(path)
    assert len(frames) == 20
    assert (info.width_px, info.height_px) == first_px
    assert {frame.image_rgb.shape for frame in frames} == {(first_px[1], first_px[0], 3)}
    scale = min(first_px[0] / then_px[0], first_px[1] / then_px[1])
    width_px, height_px = extent_px(frames[-1].image_rgb)
    assert width_px == pytest.approx(height_px, abs=3)
    assert width_px == pytest.approx(2 * min(then_px) / 3 * scale, abs=4)


def test_the_given_change_of_size_keeps_its_proportions() -> None:
    frames, _ = read(INPUTS / "sizechange.webm")
    assert len(frames) == 180
    first, last = frames[0].image_rgb.astype(float), frames[-1].image_rgb.astype(float)
    assert last.shape == (360, 640, 3)
    # What it becomes is the same room between bars: without them it is as large as it was.
    assert np.abs(last[:, :180] - first[:, :180]).mean() < 12
    assert np.abs(last[:, 460:] - first[:, 460:]).mean() < 12


def test_numbers_survive_a_turn(tmp_path: Path) -> None:
    path = write_film(tmp_path / "numbers.mp4", range(20))
    write_matrix(path, (-1, 0, 0, -1))
    assert [read_number(frame.image_rgb[::-1, ::-1]) for frame in read(path)[0]] == list(range(20))
