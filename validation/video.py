"""Write H.264 files that browsers play, with the presentation times that were asked for."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Self

import av
import numpy as np
from numpy.typing import NDArray

TIME_BASE = Fraction(1, 90_000)


class VideoWriter:
    """A context manager; frames carry their own times, so variable frame rates are kept."""

    def __init__(self, path: Path, *, size: tuple[int, int], fps: float, crf: int) -> None:
        self._container = av.open(str(path), "w", options={"movflags": "+faststart"})
        self._stream = self._container.add_stream("libx264", rate=Fraction(fps).limit_denominator(1001))
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = "yuv420p"
        self._stream.options = {"crf": str(crf), "preset": "veryfast", "threads": "1"}
        self._stream.codec_context.time_base = TIME_BASE

    def __enter__(self) -> Self:
        return self

    def write(self, image: NDArray[np.uint8], t_s: float) -> None:
        """Add one RGB frame shown from `t_s`."""
        frame = av.VideoFrame.from_ndarray(image, format="rgb24")
        frame.pts = round(t_s / TIME_BASE)
        frame.time_base = TIME_BASE
        self._container.mux(self._stream.encode(frame))

    def __exit__(self, *_: object) -> None:
        self._container.mux(self._stream.encode(None))
        self._container.close()
