"""Black bars are cut off where it is sure that they are bars."""

from itertools import product
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from formcheck.adapters.bars import find_inner
from formcheck.domain.body import Bytes
from tests.adapters.films import INPUTS, MAKES, moving, read, unlike, write_film

TOP = Path(__file__).parents[2]
PHOTOS = sorted((TOP / "tests" / "real").glob("*.jpg"))


def framed(image: Bytes, *, rows: int = 0, columns: int = 0, level: int = 0) -> Bytes:
    """The image between bars of so many pixels on either side."""
    return np.pad(image, ((rows, rows), (columns, columns), (0, 0)), constant_values=level)


@pytest.mark.parametrize(("rows", "columns"), [(60, 0), (0, 40), (48, 20)])
@pytest.mark.parametrize("level", [0, 16])
def test_bars_are_found_to_the_pixel(rows: int, columns: int, level: int) -> None:
    inner = find_inner(framed(moving(0), rows=rows, columns=columns, level=level))
    assert inner is not None
    height_px, width_px = moving(0).shape[:2]
    assert (inner.top, inner.bottom) == (rows, rows + height_px)
    assert (inner.left, inner.right) == (columns, columns + width_px)


@pytest.mark.parametrize(
    "image",
    [
        pytest.param(moving(0), id="none"),
        pytest.param(np.zeros((96, 128, 3), np.uint8), id="all-black"),
        pytest.param(framed(moving(0), rows=40, level=40), id="grey"),
        pytest.param(framed(moving(0), rows=2), id="thin"),
        pytest.param(np.pad(moving(0), ((0, 60), (0, 0), (0, 0))), id="one-side"),
        pytest.param(np.pad(moving(0), ((10, 90), (0, 0), (0, 0))), id="uneven"),
        pytest.param(framed(moving(0)[60:68, 60:68], rows=100, columns=100), id="a-lamp-in-the-dark"),
    ],
)
def test_what_is_not_sure_is_left(image: Bytes) -> None:
    assert find_inner(image) is None


def test_a_body_before_a_black_curtain_is_no_picture_between_bars() -> None:
    y, x = np.mgrid[:240, :320]
    body = ((x - 160) / 40.0) ** 2 + ((y - 120) / 90.0) ** 2 < 1.0
    assert find_inner(np.where(body[:, :, None], 180, 4).astype(np.uint8).repeat(3, axis=2)) is None


@pytest.mark.parametrize("share", [1.0, 0.2, 0.1])
@pytest.mark.parametrize("path", PHOTOS, ids=lambda path: path.stem)
def test_no_bars_are_found_on_photos_of_people_by_day_or_night(path: Path, share: float) -> None:
    image = np.asarray(Image.open(path).convert("RGB"))
    assert find_inner((image * share).astype(np.uint8)) is None


CLIPS = [*sorted((TOP / "sample_videos").glob("*.mp4")), *sorted((TOP / "tests" / "golden").rglob("*.mp4"))]


@pytest.mark.parametrize("path", CLIPS, ids=lambda path: path.stem)
def test_no_bars_are_found_on_clips_without(path: Path) -> None:
    with av.open(str(path)) as container:
        image = np.asarray(next(container.decode(video=0)).to_ndarray(format="rgb24"), dtype=np.uint8)
    assert find_inner(image) is None


@pytest.mark.parametrize(("make_name", "sides"), product(["h264-mp4", "vp8-webm"], [(60, 0), (0, 52)]))
def test_a_film_between_bars_is_read_without_them(
    tmp_path: Path, make_name: str, sides: tuple[int, int]
) -> None:
    rows, columns = sides
    make = MAKES[make_name]
    path = write_film(
        tmp_path / f"bars.{make[1]}",
        range(20),
        make,
        draw=lambda n: framed(moving(n), rows=rows, columns=columns),
    )
    frames, info = read(path)
    height_px, width_px = moving(0).shape[:2]
    assert abs(info.height_px - height_px) <= 4
    assert abs(info.width_px - width_px) <= 4
    assert {frame.image_rgb.shape for frame in frames} == {(info.height_px, info.width_px, 3)}
    top, left = (height_px - info.height_px) // 2, (width_px - info.width_px) // 2
    inner = moving(7)[max(0, top) :, max(0, left) :]
    rows_px, columns_px = (
        min(a, b) for a, b in zip(inner.shape[:2], frames[7].image_rgb.shape, strict=False)
    )
    assert unlike(frames[7].image_rgb[:rows_px, :columns_px], inner[:rows_px, :columns_px]) < 60


def test_where_something_moves_in_the_black_it_was_no_bar(tmp_path: Path) -> None:
    def draw(number: int) -> Bytes:
        image = framed(moving(number), rows=60)
        if number >= 10:
            image[10:40, 80:120] = 220
        return image

    frames, info = read(write_film(tmp_path / "not.mp4", range(20), draw=draw))
    size_px = (info.height_px, info.width_px, 3)
    assert {frame.image_rgb.shape for frame in frames} == {size_px}
    assert frames[5].image_rgb[:4].mean() > 40
    # From then on the whole picture is shown, in the size that it began with.
    assert frames[15].image_rgb[:, :4].max() < 30
    assert frames[15].image_rgb[5:25].max() > 180


def test_the_given_reshared_clip_is_read_without_its_bars() -> None:
    frames, info = read(INPUTS / "letter.mp4")
    assert info.width_px == 720
    assert info.height_px == pytest.approx(405, abs=4)
    assert frames[0].image_rgb[:3].mean() > 60
