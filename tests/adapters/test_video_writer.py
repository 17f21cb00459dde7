"""The writer: H.264 that browsers play, the times it was given, and never half a file."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from formcheck.adapters.video_file import VideoReader
from formcheck.adapters.video_writer import VideoWriter
from formcheck.domain.body import Frame
from formcheck.domain.output_errors import OutputNotWritable
from tests.adapters.pictures import draw_number, read_number

UNEVEN_S = [0.0, 0.04, 0.08, 0.5, 0.533, 1.9, 2.0]


def write(path: Path, times_s: list[float], size_px: tuple[int, int] = (64, 48)) -> None:
    """Write numbered pictures at these times."""
    with VideoWriter(path, *size_px) as video:
        for index, t_s in enumerate(times_s):
            video.write(Frame(t_s, draw_number(index, size_px)))


def test_browsers_can_play_it(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    write(path, UNEVEN_S)
    content = path.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat"), "the index must come first to play while loading"
    with av.open(str(path)) as container:
        context = container.streams.video[0].codec_context
        assert (context.name, context.pix_fmt) == ("h264", "yuv420p")


def test_times_and_order_survive(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    write(path, UNEVEN_S)
    with VideoReader(path) as video:
        frames = list(video)
        assert video.info.duration_s == pytest.approx(2.1, abs=1e-3)
    assert [frame.t_s for frame in frames] == pytest.approx(UNEVEN_S, abs=1e-4)
    assert [read_number(frame.image_rgb) for frame in frames] == list(range(len(UNEVEN_S)))


def test_the_sources_own_ticks_are_kept_exactly(tmp_path: Path) -> None:
    path, tick = tmp_path / "out.mp4", Fraction(1001, 30_000)
    with VideoWriter(path, 64, 48, time_base=tick) as video:
        for index in range(90):
            video.write(Frame(float(index * tick), draw_number(index, (64, 48))))
    with VideoReader(path) as copy:
        assert [frame.t_s for frame in copy] == [float(index * tick) for index in range(90)]


def test_times_that_do_not_rise_are_moved_on(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    write(path, [0.0, 0.1, 0.1, 0.05, 0.2])
    with VideoReader(path) as video:
        assert [frame.t_s for frame in video] == pytest.approx([0, 0.1, 0.1, 0.1, 0.2], abs=1e-4)


@pytest.mark.parametrize(
    ("size_px", "written_px"), [((63, 47), (64, 48)), ((64, 47), (64, 48)), ((1, 1), (2, 2))]
)
def test_odd_sizes_grow_by_one_pixel(
    tmp_path: Path, size_px: tuple[int, int], written_px: tuple[int, int]
) -> None:
    path = tmp_path / "out.mp4"
    write(path, [0.0, 0.1], size_px)
    with VideoReader(path) as video:
        assert (video.info.width_px, video.info.height_px) == written_px


def test_colours_survive(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    colours = np.array([(220, 40, 40), (40, 220, 40), (40, 40, 220), (200, 200, 40)], dtype=np.uint8)
    image = np.repeat(np.repeat(colours[None], 48, axis=0), 16, axis=1)
    with VideoWriter(path, 64, 48) as video:
        video.write(Frame(0.0, image))
        video.write(Frame(0.1, image))
    with VideoReader(path) as video_back:
        back = next(iter(video_back)).image_rgb
    assert np.abs(back[24, 8::16].astype(int) - colours).max() <= 12


def test_nothing_appears_before_the_end(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    path.write_bytes(b"an older result")
    with VideoWriter(path, 64, 48) as video:
        video.write(Frame(0.0, draw_number(0, (64, 48))))
        assert path.read_bytes() == b"an older result"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.mp4"]
    assert path.stat().st_size > 500


def test_a_failed_run_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with VideoWriter(tmp_path / "out.mp4", 64, 48) as video:
            video.write(Frame(0.0, draw_number(0, (64, 48))))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_without_frames_there_is_no_file(tmp_path: Path) -> None:
    with VideoWriter(tmp_path / "out.mp4", 64, 48):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_frame_of_another_size_is_refused(tmp_path: Path) -> None:
    with VideoWriter(tmp_path / "out.mp4", 64, 48) as video, pytest.raises(ValueError, match=r"\(32, 48\)"):
        video.write(Frame(0.0, draw_number(0, (32, 48))))


@pytest.mark.parametrize("folder", ["none", "file"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputNotWritable) as caught:
        VideoWriter(tmp_path / folder / "out.mp4", 64, 48)
    assert caught.value.params["name"] == "out.mp4"
    assert caught.value.params["reason"]


def test_a_target_that_is_a_folder_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "out.mp4" / "content").mkdir(parents=True)
    with pytest.raises(OutputNotWritable):
        write(tmp_path / "out.mp4", UNEVEN_S)
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.mp4"]
