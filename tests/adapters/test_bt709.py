"""Our colours are those that FFmpeg makes, and those of the standard."""

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace

from formcheck.adapters.bt709 import Yuv420p
from formcheck.domain.body import Bytes


def converted(converter: Yuv420p, image: Bytes) -> list[Bytes]:
    """The planes of a picture. Their rows are longer than it, as an encoder may want them."""
    height_px, width_px = image.shape[:2]
    sizes = (height_px, width_px), *[(height_px // 2, width_px // 2)] * 2
    planes = [np.zeros((rows, columns + 10), dtype=np.uint8)[:, :columns] for rows, columns in sizes]
    converter.convert(image, planes)
    return planes


@pytest.mark.parametrize(
    ("rgb", "yuv"),
    [
        # White, black and the primaries as ITU-R BT.709 has them in eight bits.
        ((255, 255, 255), (235, 128, 128)),
        ((0, 0, 0), (16, 128, 128)),
        ((255, 0, 0), (63, 102, 240)),
        ((0, 255, 0), (173, 42, 26)),
        ((0, 0, 255), (32, 240, 118)),
    ],
)
def test_plain_colours(rgb: tuple[int, int, int], yuv: tuple[int, int, int]) -> None:
    planes = converted(Yuv420p(6, 4), np.full((4, 6, 3), rgb, dtype=np.uint8))
    assert [np.unique(plane).tolist() for plane in planes] == [[level] for level in yuv]


def test_a_second_picture_has_nothing_of_the_first() -> None:
    red, blue = np.full((2, 4, 6, 3), (255, 0, 0), dtype=np.uint8)
    blue[:] = 0, 0, 255
    converter = Yuv420p(6, 4)
    first, second = converted(converter, red), converted(converter, blue)
    assert [int(plane[0, 0]) for plane in (*first, *second)] == [63, 102, 240, 32, 240, 118]


def test_a_picture_as_ffmpeg_converts_it() -> None:
    y, x = np.mgrid[:48, :64]
    image: Bytes = np.stack([4 * x, 5 * y, 255 - 2 * (x + y)], axis=-1).clip(0, 255).astype(np.uint8)
    theirs = av.VideoFrame.from_ndarray(image, format="rgb24").reformat(
        format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
    )
    luma, *chroma = converted(Yuv420p(64, 48), image)
    far = np.abs(np.concatenate([luma, np.reshape(chroma, (-1, 64))]).astype(int) - theirs.to_ndarray())
    assert far[:48].max() <= 1
    assert far.max() <= 3
