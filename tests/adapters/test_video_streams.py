"""Which stream of a file is the film, how its pictures are timed, and in which colours they are shown."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import av
import numpy as np
import pytest
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from formcheck.adapters.tone_map import ToneMap
from formcheck.adapters.video_file import VideoReader
from formcheck.adapters.video_source import _packets
from formcheck.domain.body import Bytes
from formcheck.domain.errors import VideoTooLarge
from tests.adapters.films import FPS, INPUTS, MAKES, SIZE_PX, Make, read, write_film
from tests.adapters.pictures import draw_number, read_number


def write_streams(path: Path, streams: list[tuple[int, int, Disposition]]) -> Path:
    """Write one file with several streams, each of (first number, count of pictures, disposition)."""
    with av.open(str(path), "w") as container:
        made = []
        for _, _, disposition in streams:
            cover = disposition is COVER
            codec, options = ("mjpeg", {}) if cover else ("libx264", {"bf": "0"})
            stream = cast(VideoStream, container.add_stream(codec, rate=FPS, options=options))
            stream.width, stream.height = SIZE_PX
            stream.pix_fmt = "yuvj420p" if cover else "yuv420p"
            stream.codec_context.time_base = Fraction(1, FPS)
            stream.disposition = disposition
            made.append(stream)
        for tick in range(max(count for _, count, _ in streams)):
            for stream, (first, count, _) in zip(made, streams, strict=True):
                if tick < count:
                    frame = VideoFrame.from_ndarray(draw_number(first + tick, SIZE_PX), format="rgb24")
                    frame.pts, frame.time_base = tick, Fraction(1, FPS)
                    container.mux(stream.encode(frame))
        for stream in made:
            container.mux(stream.encode(None))
    return path


NONE, DEFAULT, COVER = Disposition(0), Disposition.default, Disposition.attached_pic


@pytest.mark.parametrize(
    ("streams", "first"),
    [
        pytest.param([(0, 12, NONE), (25, 12, DEFAULT)], 25, id="default-behind"),
        pytest.param([(0, 12, DEFAULT), (25, 20, NONE)], 0, id="default-though-shorter"),
        pytest.param([(0, 8, NONE), (25, 20, NONE)], 25, id="no-default-the-longest"),
        pytest.param([(0, 8, DEFAULT), (25, 20, DEFAULT)], 25, id="two-defaults-the-longest"),
        pytest.param([(0, 1, DEFAULT), (25, 12, NONE)], 25, id="a-slide-is-no-film"),
        pytest.param([(0, 20, NONE), (25, 20, NONE)], 0, id="alike-the-first"),
    ],
)
@pytest.mark.parametrize("suffix", ["mkv", "mp4"])
def test_the_film_is_the_default_stream_else_the_longest(
    tmp_path: Path, streams: list[tuple[int, int, Disposition]], first: int, suffix: str
) -> None:
    if suffix == "mp4" and [s[2] for s in streams] == [NONE, NONE]:
        pytest.skip("an MP4 without a default makes its first track one")
    frames, _ = read(write_streams(tmp_path / f"streams.{suffix}", streams))
    assert read_number(frames[0].image_rgb) == first
    assert len(frames) == next(count for number, count, _ in streams if number == first)


def test_a_cover_is_no_film(tmp_path: Path) -> None:
    frames, _ = read(write_streams(tmp_path / "cover.mp4", [(0, 1, COVER), (25, 12, DEFAULT)]))
    assert read_number(frames[0].image_rgb) == 25


@pytest.mark.parametrize(("strange", "read_on"), [(1, True), (50, True), (10**9, False)])
def test_packets_of_streams_that_begin_on_the_way_are_passed_over(*, strange: int, read_on: bool) -> None:
    """PyAV raises IndexError on them, and its generator is over."""
    left = [strange]

    def demux() -> Iterator[str]:
        while left[0]:
            left[0] -= 1
            raise IndexError
        yield from "ab"

    found = list(_packets(SimpleNamespace(demux=demux)))  # type: ignore[arg-type]
    assert [str(packet) for packet in found] == (["a", "b"] if read_on else [])


def test_the_given_still_before_the_clip_is_passed_over() -> None:
    frames, info = read(INPUTS / "still_first.mkv")
    assert (len(frames), info.width_px, info.height_px) == (180, 1280, 720)


@pytest.mark.parametrize(
    ("codec", "options"),
    [
        ("libx264", {"bf": "2"}),
        ("libx264", {"bf": "8", "x264-params": "b-pyramid=normal"}),
        ("libx264", {"bf": "0"}),
        ("mpeg4", {"bf": "2"}),
        ("mpeg2video", {"bf": "2"}),
        ("mjpeg", {}),
    ],
)
def test_an_avi_gives_all_its_pictures_at_their_times(
    tmp_path: Path, codec: str, options: dict[str, str]
) -> None:
    path = write_film(tmp_path / "clip.avi", range(48), (codec, "avi", options, {}))
    frames, info = read(path)
    assert [read_number(frame.image_rgb) for frame in frames] == pytest.approx(range(48), abs=1)
    assert [frame.t_s for frame in frames] == pytest.approx([n / FPS for n in range(48)], abs=1e-6)
    assert info.duration_s == pytest.approx(1.6, abs=0.04)


def test_the_given_avi_gives_all_180_pictures_evenly() -> None:
    frames, info = read(INPUTS / "h264.avi")
    assert [frame.t_s for frame in frames] == pytest.approx([n / FPS for n in range(180)], abs=1e-6)
    assert info.duration_s == pytest.approx(6.0, abs=0.04)


@pytest.mark.parametrize("suffix", ["mkv", "mp4"])
def test_stamps_of_decoding_in_other_formats_are_noticed(tmp_path: Path, suffix: str) -> None:
    """Written against the format's rules: pictures come out in order, their stamps do not."""
    source = write_film(tmp_path / "source.mkv", range(48), ("libx264", "mkv", {"bf": "2"}, {}))
    path = tmp_path / f"stamped.{suffix}"
    with av.open(str(source)) as film, av.open(str(path), "w") as container:
        stream = film.streams.video[0]
        copy = container.add_stream_from_template(stream)
        for tick, packet in enumerate(packet for packet in film.demux(stream) if packet.size):
            packet.pts = packet.dts = tick
            packet.time_base, packet.stream = Fraction(1, FPS), copy
            container.mux(packet)
    frames, _ = read(path)
    assert len(frames) >= 45
    assert [read_number(frame.image_rgb) for frame in frames][-30:] == list(range(18, 48))
    gaps_s = np.diff([frame.t_s for frame in frames[-30:]])
    assert gaps_s == pytest.approx(np.full(29, 1 / FPS), abs=2e-3)


@pytest.mark.parametrize("size_px", [(8194, 64), (64, 8194)])
def test_pictures_too_large_are_refused_before_one_is_decoded(
    tmp_path: Path, size_px: tuple[int, int]
) -> None:
    path = write_film(
        tmp_path / "huge.mkv", range(2), ("mjpeg", "mkv", {}, {}), draw=lambda n: draw_number(n, size_px)
    )
    with pytest.raises(VideoTooLarge) as caught:
        VideoReader(path)
    assert caught.value.params == {"name": "huge.mkv", "width": str(size_px[0]), "height": str(size_px[1])}


def test_the_largest_pictures_allowed_are_read(tmp_path: Path) -> None:
    path = write_film(
        tmp_path / "large.mkv", range(2), ("mjpeg", "mkv", {}, {}), draw=lambda n: draw_number(n, (8192, 64))
    )
    assert len(read(path)[0]) == 2


class TestHighDynamicRange:
    """A scene encoded in PQ or HLG looks like the scene that it is, not grey."""

    SIGNALS = ("smpte2084", "arib-std-b67")
    FROM_709 = np.array([[0.6274, 0.3293, 0.0433], [0.0691, 0.9195, 0.0114], [0.0164, 0.0880, 0.8956]])

    @staticmethod
    def scene() -> Bytes:
        """Greys, skin, clothes: patches of 64 by 64."""
        patches = np.array(
            [[20, 20, 20], [90, 90, 90], [180, 180, 180], [224, 172, 105], [141, 85, 36], [60, 90, 160]]
        )
        return np.kron(patches.reshape(2, 3, 3), np.ones((64, 64, 1))).astype(np.uint8)

    def signal(self, transfer: str) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
        """The scene as light with white at 203 cd/m2, through the curve of BT.2100."""
        nits = 203.0 * (self.scene() / 255.0) ** 2.4 @ self.FROM_709.T
        if transfer == "smpte2084":
            power = (nits / 10_000.0) ** (2610 / 16384)
            return np.asarray(((3424 / 4096 + 2413 / 128 * power) / (1 + 2392 / 128 * power)) ** (2523 / 32))
        luma = (nits / 1000.0 @ np.array([0.2627, 0.6780, 0.0593]))[..., None]
        light = nits / 1000.0 * np.maximum(luma, 1e-9) ** (1 / 1.2 - 1)
        high = 0.17883277 * np.log(np.maximum(12 * light - 0.28466892, 1e-9)) + 0.55991073
        return np.asarray(np.where(light <= 1 / 12, np.sqrt(3 * light), high))

    def write(self, path: Path, transfer: str) -> Path:
        rgb = VideoFrame.from_ndarray((self.signal(transfer) * 65535).astype(np.uint16), format="rgb48le")
        frame = rgb.reformat(format="yuv420p10le", dst_colorspace=9, src_color_range=2, dst_color_range=1)
        options = f"log-level=none:colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc"
        with av.open(str(path), "w") as container:
            stream = container.add_stream("libx265", rate=FPS, options={"x265-params": options, "crf": "8"})
            stream.width, stream.height, stream.pix_fmt = 192, 128, "yuv420p10le"
            for tick in range(3):
                frame.pts = tick
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        return path

    @pytest.mark.parametrize("transfer", SIGNALS)
    def test_it_looks_like_the_scene(self, tmp_path: Path, transfer: str) -> None:
        frames, _ = read(self.write(tmp_path / "hdr.mp4", transfer))
        shown, scene = frames[1].image_rgb.astype(int), self.scene().astype(int)
        middles = np.ix_([32, 96], [32, 96, 160])
        assert np.abs(shown[middles] - scene[middles]).max() <= 16

    @pytest.mark.parametrize("transfer", SIGNALS)
    def test_brighter_light_is_never_darker(self, transfer: str) -> None:
        """The table rises along grey, from black to white; of one colour by rounding not always."""
        greys = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)
        frame = VideoFrame.from_ndarray(np.repeat(greys, 2, axis=0), format="rgb24")
        frame.color_trc = 16 if transfer == "smpte2084" else 18
        frame.color_primaries = 9
        shown = ToneMap().rgb(frame, 256, 2)[0].astype(int)
        assert np.all(np.diff(shown, axis=0) >= -1)
        assert shown[0].max() <= 2
        assert shown[-1].min() >= 253

    def test_ten_bits_without_high_range_are_plain(self, tmp_path: Path) -> None:
        make: Make = ("libx265", "mp4", {"x265-params": "log-level=none"}, {})
        frames, _ = read(write_film(tmp_path / "ten.mp4", range(10), make, pix_fmt="yuv420p10le"))
        assert [read_number(frame.image_rgb) for frame in frames] == pytest.approx(range(10), abs=1)


@pytest.mark.parametrize("make_name", MAKES)
def test_every_make_gives_all_its_pictures_in_order(tmp_path: Path, make_name: str) -> None:
    make = MAKES[make_name]
    frames, info = read(write_film(tmp_path / f"whole.{make[1]}", range(45), make))
    numbers = [read_number(frame.image_rgb) for frame in frames]
    assert len(numbers) == info.frames == 45
    assert numbers == pytest.approx(range(45), abs=1.01)
    assert not any(frame.missing_s for frame in frames)
    assert info.breaks_off_s is None
    assert info.seen_until_s == info.duration_s == pytest.approx(1.5, abs=0.07)
