"""Videos made on the spot, each with a property that trips readers up."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from tests.adapters.pictures import draw_number

TICK = Fraction(1, 30_000)


@pytest.fixture
def make_video(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a video with frames at the given ticks of 1/30000 s."""

    def make(
        ticks: Sequence[int],
        *,
        name: str = "clip.mp4",
        size_px: tuple[int, int] = (64, 48),
        pix_fmt: str = "yuv420p",
        pixel_aspect: Fraction | None = None,
        **options: str,
    ) -> Path:
        path = tmp_path / name
        with av.open(str(path), "w", options=options) as container:
            stream = container.add_stream("libx264", rate=30, options={"crf": "10", "g": "5", "bf": "2"})
            stream.width, stream.height, stream.pix_fmt = *size_px, pix_fmt
            stream.time_base = stream.codec_context.time_base = TICK
            if pixel_aspect:
                stream.codec_context.sample_aspect_ratio = pixel_aspect
            for index, tick in enumerate(ticks):
                frame = av.VideoFrame.from_ndarray(draw_number(index, size_px), format="rgb24")
                frame.pts, frame.time_base = tick, TICK
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        return path

    return make


@pytest.fixture
def make_sound(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes one second of sound without pictures."""

    def make(name: str) -> Path:
        path = tmp_path / name
        with av.open(str(path), "w", format="mp4") as container:
            stream = container.add_stream("aac", rate=48_000, layout="mono")
            for start in range(0, 48_000, 1024):
                frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
                frame.sample_rate, frame.pts = 48_000, start
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        return path

    return make
