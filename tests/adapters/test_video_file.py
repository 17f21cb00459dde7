"""The reader: right times, upright pictures, little memory, and a plain error for what is no video."""

import http.server
import threading
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from av.codec.context import ThreadType

from formcheck.adapters.stuck import MOST_HELD_BYTES
from formcheck.adapters.video_file import VideoReader
from formcheck.adapters.video_source import VideoSource
from formcheck.domain.errors import (
    FormcheckError,
    NoFrames,
    NotAVideo,
    NoVideoStream,
    VideoIsFolder,
    VideoMissing,
    VideoUnreadable,
)
from tests.adapters.pictures import draw_number, read_number

NTSC_TICKS = [1001 * index for index in range(30)]
UNEVEN_TICKS = [0, 1000, 2000, 12_000, 13_000, 40_000, 41_000, 60_000]

# The 2x2 part of an MP4's display matrix, by how far the picture is to be turned clockwise.
CLOCKWISE = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


def times_s(path: Path) -> list[float]:
    """Return the times of all frames."""
    with VideoReader(path) as video:
        return [frame.t_s for frame in video]


def turn(path: Path, clockwise_deg: int) -> None:
    """Write a rotation into an MP4's track header, as phones do."""

    def matrix(a: int, b: int, c: int, d: int) -> bytes:
        one = 0x10000
        rows = (a * one, b * one, 0, c * one, d * one, 0, 0, 0, 0x40000000)
        return b"".join(value.to_bytes(4, "big", signed=True) for value in rows)

    content = path.read_bytes()
    start = content.index(matrix(1, 0, 0, 1), content.index(b"tkhd"))
    path.write_bytes(content[:start] + matrix(*CLOCKWISE[clockwise_deg]) + content[start + 36 :])


@pytest.mark.parametrize("ticks", [NTSC_TICKS, UNEVEN_TICKS, [7_000 + tick for tick in UNEVEN_TICKS]])
def test_times_are_the_files_own_from_the_first_frame(
    make_video: Callable[..., Path], ticks: list[int]
) -> None:
    expected = [(tick - ticks[0]) / 30_000 for tick in ticks]
    assert times_s(make_video(ticks)) == pytest.approx(expected, abs=1e-4)


def test_frames_come_in_the_order_in_which_they_are_shown(make_video: Callable[..., Path]) -> None:
    with VideoReader(make_video(NTSC_TICKS)) as video:
        assert [read_number(frame.image_rgb) for frame in video] == list(range(30))


def test_info_is_claimed_before_and_counted_after(make_video: Callable[..., Path]) -> None:
    with VideoReader(make_video(NTSC_TICKS)) as video:
        before = video.info
        assert sum(1 for _ in video) == 30
        after = video.info
    assert (before.name, before.width_px, before.height_px, before.rotation_deg) == ("clip.mp4", 64, 48, 0)
    assert before.frames == after.frames == 30
    assert before.duration_s == pytest.approx(1.001, abs=0.04)
    assert after.duration_s == pytest.approx(1.001, abs=1e-3)


@pytest.mark.parametrize("clockwise_deg", [90, 180, 270])
def test_rotation_metadata_is_applied(make_video: Callable[..., Path], clockwise_deg: int) -> None:
    path = make_video(NTSC_TICKS[:6])
    turn(path, clockwise_deg)
    with VideoReader(path) as video:
        first = next(iter(video)).image_rgb
        info = video.info
    assert info.rotation_deg == clockwise_deg
    assert first.shape == (info.height_px, info.width_px, 3)
    assert first.shape[:2] == ((48, 64) if clockwise_deg == 180 else (64, 48))
    red_row, red_column = {90: (0, -1), 180: (-1, -1), 270: (-1, 0)}[clockwise_deg]
    red, green, _ = first[red_row, red_column]
    assert red - int(green) > 120
    # An independent reader turns it the same way.
    seen, by_opencv = cv2.VideoCapture(str(path)).read()
    assert seen
    assert np.abs(first.astype(int) - by_opencv[:, :, ::-1]).mean() < 6


def test_odd_sizes_are_kept(make_video: Callable[..., Path]) -> None:
    path = make_video(NTSC_TICKS[:5], size_px=(63, 47), pix_fmt="yuv444p")
    with VideoReader(path) as video:
        assert (video.info.width_px, video.info.height_px) == (63, 47)
        assert {frame.image_rgb.shape for frame in video} == {(47, 63, 3)}


def test_pixels_become_square(make_video: Callable[..., Path]) -> None:
    with VideoReader(make_video(NTSC_TICKS[:5], pixel_aspect=Fraction(3, 2))) as video:
        assert (video.info.width_px, video.info.height_px) == (96, 48)
        assert next(iter(video)).image_rgb.shape == (48, 96, 3)


def test_a_recording_without_a_duration_still_has_an_estimate(make_video: Callable[..., Path]) -> None:
    with VideoReader(make_video(NTSC_TICKS, name="live.mkv", live="1")) as video:
        assert video.info.frames == 30
        assert video.info.duration_s == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize(("name", "options"), [("cut.mkv", {}), ("cut.mp4", {"movflags": "+faststart"})])
def test_a_file_that_breaks_off_yields_what_is_there(
    make_video: Callable[..., Path], name: str, options: dict[str, str]
) -> None:
    path = make_video([1000 * index for index in range(100)], name=name, size_px=(320, 240), **options)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 6 // 10])
    with VideoReader(path) as video:
        seen = [read_number(frame.image_rgb) % 50 for frame in video]
        assert 20 < len(seen) < 90
        assert video.info.frames == len(seen)
    # Of the last group of frames some may lack what they refer to.
    assert seen[:-4] == [index % 50 for index in range(len(seen) - 4)]


def test_memory_does_not_grow_with_the_length(make_video: Callable[..., Path]) -> None:
    path = make_video([1000 * index for index in range(150)], size_px=(640, 480))
    one_frame = 640 * 480 * 3
    tracemalloc.start()
    with VideoReader(path) as video:
        for _ in video:
            pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * one_frame + MOST_HELD_BYTES, "what stands still is held back for a while"


def test_closing_early_is_allowed(make_video: Callable[..., Path]) -> None:
    with VideoReader(make_video(NTSC_TICKS)) as video:
        next(iter(video))
    video.close()
    assert video.info.frames == 30


class TestWhatIsNoVideo:
    """Every one raises its own error, which names the file and nothing of the machine."""

    @staticmethod
    def error_of(path: Path) -> FormcheckError:
        """Return what opening raises."""
        with pytest.raises(FormcheckError) as caught:
            VideoReader(path)
        assert caught.value.params == {"name": path.name}
        return caught.value

    def test_missing(self, tmp_path: Path) -> None:
        assert type(self.error_of(tmp_path / "none.mp4")) is VideoMissing
        assert type(self.error_of(tmp_path)) is VideoIsFolder

    @pytest.mark.parametrize(
        "content", [b"", b"not a video\n" * 200, b"\x89PNG\r\n\x1a\n" + bytes(200), b"\x1b[31mred\n" * 99]
    )
    def test_other_content(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "notes.mp4"
        path.write_bytes(content)
        assert type(self.error_of(path)) is NotAVideo

    def test_cut_off_before_the_index(self, make_video: Callable[..., Path]) -> None:
        path = make_video(NTSC_TICKS)
        path.write_bytes(path.read_bytes()[:2000])
        assert isinstance(self.error_of(path), VideoUnreadable)

    def test_sound_only(self, make_sound: Callable[[str], Path]) -> None:
        assert type(self.error_of(make_sound("song.mp4"))) is NoVideoStream

    def test_no_frame_that_can_be_decoded(self, make_video: Callable[..., Path]) -> None:
        path = make_video(NTSC_TICKS, movflags="+faststart")
        content = path.read_bytes()
        start = content.index(b"mdat") + 4
        path.write_bytes(content[:start] + bytes(len(content) - start))
        assert type(self.error_of(path)) is NoFrames

    @pytest.mark.parametrize(
        "playlist", ["#EXTM3U\n#EXTINF:1,\n{url}\n", "ffconcat version 1.0\nfile {url}\n"]
    )
    def test_a_list_of_addresses_is_not_followed(self, tmp_path: Path, playlist: str) -> None:
        asked: list[str] = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

        with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            path = tmp_path / "list.mp4"
            path.write_text(playlist.format(url=f"http://127.0.0.1:{server.server_port}/a.ts"))
            assert type(self.error_of(path)) is NotAVideo
            server.shutdown()
        assert asked == []


def test_the_test_pictures_are_told_apart() -> None:
    assert [read_number(draw_number(index, (64, 48))) for index in range(50)] == list(range(50))


def test_of_large_pictures_no_more_are_decoded_at_a_time_than_are_asked_for(
    make_video: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_video(NTSC_TICKS)
    with closing(VideoSource(path)) as source:
        assert source.stream.thread_type == ThreadType.AUTO
    monkeypatch.setattr("formcheck.adapters.video_source._LARGE_PX", 100)
    with closing(VideoSource(path)) as source:
        assert source.stream.thread_type == ThreadType.SLICE
