"""Short films of any make, in which every picture tells its number; and ways to spoil their files."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
from av.video.stream import VideoStream

from formcheck.adapters.video_file import VideoInfo, VideoReader
from formcheck.domain.body import Bytes, Frame
from tests.adapters.pictures import draw_number

INPUTS = Path(__file__).parents[1] / "inputs"
FPS = 30
SIZE_PX = (96, 64)

# By the name that a test shows: encoder, file's suffix, options of the encoder and of the container.
Make = tuple[str, str, dict[str, str], dict[str, str]]
MAKES: dict[str, Make] = {
    "h264-mp4": ("libx264", "mp4", {"g": "15"}, {"movflags": "+faststart"}),
    "h264-fragments": ("libx264", "mp4", {"g": "15"}, {"movflags": "+frag_keyframe+empty_moov"}),
    "h264-mkv": ("libx264", "mkv", {"g": "15"}, {}),
    "h264-no-b-mkv": ("libx264", "mkv", {"g": "15", "bf": "0"}, {}),
    "h264-avi": ("libx264", "avi", {"g": "15"}, {}),
    "h264-ts": ("libx264", "ts", {"g": "15"}, {}),
    "h264-flv": ("libx264", "flv", {"g": "15"}, {}),
    "hevc-mp4": ("libx265", "mp4", {"x265-params": "log-level=none:keyint=15"}, {"movflags": "+faststart"}),
    "vp8-webm": ("libvpx", "webm", {"g": "15", "b": "200000"}, {}),
    "vp9-webm": ("libvpx-vp9", "webm", {"g": "15", "cpu-used": "8"}, {}),
    "mpeg4-avi": ("mpeg4", "avi", {"g": "15", "bf": "2"}, {}),
    "mpeg4-mp4": ("mpeg4", "mp4", {"g": "15"}, {"movflags": "+faststart"}),
    "mpeg2-ts": ("mpeg2video", "ts", {"g": "15"}, {}),
    "mpeg2-mpg": ("mpeg2video", "mpg", {"g": "15"}, {}),
    "mjpeg-avi": ("mjpeg", "avi", {}, {}),
    "wmv-asf": ("wmv2", "asf", {"g": "15"}, {}),
}


def write_film(
    path: Path,
    numbers: Iterable[int],
    make: Make = MAKES["h264-mp4"],
    *,
    draw: Callable[[int], Bytes] = lambda number: draw_number(number, SIZE_PX),
    tick_of: Callable[[int], int] = lambda number: number,
    pix_fmt: str | None = None,
) -> Path:
    """Write pictures with these numbers; each is shown from tick_of(number) / 30 s on."""
    codec, _, options, container_options = make
    with av.open(str(path), "w", options=container_options) as container:
        stream = cast(VideoStream, container.add_stream(codec, rate=FPS, options=options))
        stream.pix_fmt = pix_fmt or ("yuvj420p" if codec == "mjpeg" else "yuv420p")
        stream.codec_context.time_base = Fraction(1, FPS)
        for number in numbers:
            image = draw(number)
            if not stream.codec_context.is_open:
                stream.height, stream.width = image.shape[:2]
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts, frame.time_base = tick_of(number), Fraction(1, FPS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def moving(number: int) -> Bytes:
    """A textured picture in which a block with a texture of its own moves by five pixels a picture."""
    rng = np.random.default_rng(1)
    image = np.kron(rng.integers(60, 190, (16, 24, 3)), np.ones((8, 8, 1))).astype(np.uint8)
    texture = np.kron(rng.integers(0, 255, (16, 12, 3)), np.ones((4, 4, 1))).astype(np.uint8)
    left = (5 * number) % (image.shape[1] - 48)
    image[32:96, left : left + 48] = np.roll(texture, number, axis=0)
    return image


def read(path: Path) -> tuple[list[Frame], VideoInfo]:
    """Read a whole file."""
    with VideoReader(path) as video:
        return list(video), video.info


def with_zeros(content: bytes, start: float, share: float) -> bytes:
    """Overwrite a part of a file with zeros."""
    first, count = int(len(content) * start), max(1, int(len(content) * share))
    return content[:first] + bytes(count) + content[first + count :]


def holes(frames: Sequence[Frame]) -> list[tuple[float, float]]:
    """Stretches of which the reader says that they have no picture."""
    return [(frame.t_s - frame.missing_s, frame.t_s) for frame in frames if frame.missing_s]


def unlike(one: Bytes, other: Bytes) -> float:
    """How much two pictures differ where they differ most: mean levels in a block of 8 by 8."""
    gap = np.abs(one.astype(float) - other).mean(axis=2)
    rows, columns = gap.shape[0] // 8, gap.shape[1] // 8
    blocks = gap[: rows * 8, : columns * 8].reshape(rows, 8, columns, 8).mean(axis=(1, 3))
    return float(blocks.max())
