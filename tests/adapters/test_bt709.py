"""Our colours are those that FFmpeg makes, and those of the standard."""

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace

from formcheck.adapters.bt709 import yuv420p
from formcheck.domain.body import Bytes


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
    planes = yuv420p(np.full((4, 6, 3), rgb, dtype=np.uint8))
    assert planes.shape == (6, 6)
    assert (planes[:4] == yuv[0]).all()
    assert planes[4:].reshape(2, -1).T.tolist() == [list(yuv[1:])] * 6


def test_a_picture_as_ffmpeg_converts_it() -> None:
    y, x = np.mgrid[:48, :64]
    image: Bytes = np.stack([4 * x, 5 * y, 255 - 2 * (x + y)], axis=-1).clip(0, 255).astype(np.uint8)
    theirs = av.VideoFrame.from_ndarray(image, format="rgb24").reformat(
        format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
    )
    far = np.abs(yuv420p(image).astype(int) - theirs.to_ndarray().astype(int))
    assert far[:48].max() <= 1
    assert far.max() <= 3
