"""Whatever comes over the socket, or stands in a recording or a truth file: a value, or the error that is
said.
"""

import io
import json
import math
import struct
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from validation.benchmark.clips import TruthUnreadable, read_clip

from formcheck.adapters.live.jpeg import decode_jpeg
from formcheck.adapters.live.messages import BadMessage, Picture, read_command, read_picture, write_picture
from formcheck.adapters.recording import Recording
from formcheck.adapters.recording.arrays import read_array
from formcheck.domain.errors import RecordingUnreadable
from formcheck.engine.workout import Command


def examples(in_suite: int) -> int:
    """How many of a law that is slow to try; a search for new ones tries as many as of the others."""
    searching = settings.get_current_profile_name() == "search"
    return settings.get_profile("search").max_examples if searching else in_suite


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
COMMANDS = [*Command, "ping"]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_picture_or_a_bad_message(message: bytes) -> None:
    try:
        picture = read_picture(message)
    except BadMessage:
        return
    assert math.isfinite(picture.capture_ms)
    assert write_picture(picture) == message, "nothing of it is lost"


@given(st.floats(-1e13, 1e13), st.integers(0, 2**32 - 1), st.binary(min_size=1, max_size=50))
def test_a_picture_that_was_written_is_read(capture_ms: float, seq: int, jpeg: bytes) -> None:
    assert read_picture(write_picture(Picture(capture_ms, seq, jpeg))) == Picture(capture_ms, seq, jpeg)


@settings(max_examples=examples(40))
@given(st.text(max_size=300) | JSON.map(json.dumps) | st.sampled_from(["[" * 9000, '{"do":' * 3000]))
def test_any_text_is_a_command_or_a_bad_message(message: str) -> None:
    try:
        command = read_command(message)
    except BadMessage:
        return
    assert command is None or command in Command


@given(st.dictionaries(st.sampled_from(["do", "and"]), JSON | st.sampled_from(COMMANDS), max_size=2))
def test_only_what_is_a_command_is_one(message: dict[str, Any]) -> None:
    try:
        read_command(json.dumps(message))
    except BadMessage:
        return
    assert set(message) == {"do"}
    assert message["do"] in COMMANDS


def _jpeg() -> bytes:
    from PIL import Image

    file = io.BytesIO()
    Image.effect_noise((96, 80), 60).convert("RGB").save(file, "JPEG")
    return file.getvalue()


WHOLE = _jpeg()


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8), st.integers(0, len(WHOLE)))
def test_a_jpeg_with_other_bytes_is_a_picture_or_a_bad_message(at: int, bytes_: bytes, end: int) -> None:
    spoilt = (WHOLE[:at] + bytes_ + WHOLE[at + len(bytes_) :])[:end]
    try:
        image = decode_jpeg(spoilt)
    except BadMessage:
        return
    assert image.dtype == np.uint8
    assert max(image.shape[:2]) <= 1920


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@given(st.integers(0, 65535), st.integers(0, 65535))
def test_a_jpeg_that_claims_another_size_takes_no_memory_for_it(width_px: int, height_px: int) -> None:
    at = WHOLE.index(b"\xff\xc0") + 5
    claimed = WHOLE[:at] + struct.pack(">HH", height_px, width_px) + WHOLE[at + 4 :]
    try:
        assert decode_jpeg(claimed).shape[:2] == (height_px, width_px)
    except BadMessage:
        return
    assert max(width_px, height_px) <= 1920


SMALL = sorted((Path(__file__).parents[1] / "real" / "recordings").glob("*.npz"))[:1]
NAMES = st.sampled_from(
    ["about", "t_s", "size_px", "places", "visibility", "brightness", "others", "px_per_cell"]
)
DTYPES = st.sampled_from(["<f8", "<f4", "|u1", "<i8", "<U100000", "|O", "|V8", "<c16", "<M8[s]"])


def _member(descr: str, shape: tuple[int, ...], content: bytes) -> bytes:
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": descr, "fortran_order": False, "shape": shape})
    return b"\x93NUMPY\x01\x00" + header.getvalue()[8:] + content


@given(
    st.dictionaries(
        NAMES,
        st.tuples(DTYPES, st.lists(st.integers(0, 2**40), max_size=4).map(tuple), st.binary(max_size=400)),
        min_size=1,
    )
)
def test_a_recording_of_any_shapes_is_refused_without_unpacking(
    arrays: dict[str, tuple[str, tuple[int, ...], bytes]],
) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, array in arrays.items():
            made.writestr(f"{name}.npy", _member(*array))
    with pytest.raises(RecordingUnreadable):
        Recording(Path("fuzz.npz"), file)


@pytest.mark.parametrize("frames", [1_000_001, 130_000_000])
def test_more_frames_than_anybody_films_are_refused_by_the_head_alone(frames: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("t_s.npy", _member("<f8", (frames,), b""))
    with pytest.raises(RecordingUnreadable) as refused:
        Recording(Path("long.npz"), file)
    assert "too large" in str(refused.value.__cause__)


@given(st.data())
@settings(max_examples=examples(60))
def test_a_recording_with_other_bytes_is_one_or_is_refused(data: st.DataObject) -> None:
    (path,) = SMALL
    content = bytearray(path.read_bytes())
    # The list of what is in a zip stands at its end: half of the changes hit it.
    first = data.draw(st.sampled_from([0, len(content) - 2000]))
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(first, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        with Recording(Path("fuzz.npz"), io.BytesIO(bytes(content))) as recording:
            for _, seen in zip(range(5), recording, strict=False):
                assert seen.sighting.t_s >= 0.0
    except RecordingUnreadable:
        pass


def test_a_zip_of_a_version_that_nobody_knows_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("t_s.npy", b"")
    listed = content.getvalue().index(b"PK\1\2")
    content.getbuffer()[listed + 6] = 64  # the version that is needed to unpack it
    with pytest.raises(RecordingUnreadable):
        Recording(Path("fuzz.npz"), content)


@pytest.mark.parametrize("head", ["{'descr': '<f8', (", "  {\n {", "((", ""])
def test_an_array_whose_head_is_no_head_is_refused(head: str) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        told = head.encode("latin-1")
        file.writestr("t_s.npy", b"\x93NUMPY\x01\x00" + len(told).to_bytes(2, "little") + told)
    with zipfile.ZipFile(content) as file, pytest.raises(ValueError, match=r"head|header"):
        read_array(file, "t_s", kind="f", shape=(None,))


FRAME = dict.fromkeys(["t", "thigh_near", "knee_near", "trunk_lean", "knee_z_near", "pelvic_tilt"], 0.0)
TRUTH = {"exercise": "supine-march", "near_side": "left", "frames": [FRAME, {**FRAME, "t": 1.0}]}


@pytest.fixture(scope="module")
def truth_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("truth") / "clip.json"


@given(
    st.binary(max_size=100)
    | JSON.map(lambda found: json.dumps(found).encode())
    | st.tuples(st.sampled_from([*TRUTH, "expected", "conditions"]), JSON).map(
        lambda change: json.dumps({**TRUTH, change[0]: change[1]}).encode()
    )
    | st.tuples(st.sampled_from(sorted(FRAME)), JSON).map(
        lambda change: json.dumps({**TRUTH, "frames": [FRAME, {**FRAME, change[0]: change[1]}]}).encode()
    )
    | st.just(b"[" * 100_000)
)
def test_a_truth_file_of_anything_is_one_or_is_named(truth_file: Path, content: bytes) -> None:
    truth_file.write_bytes(content)
    try:
        clip = read_clip(truth_file.with_suffix(".mp4"))
    except TruthUnreadable:
        return
    assert np.isfinite(clip.track("knee_near", np.array([0.0, 0.5]))).all()
    assert isinstance(clip.expected, dict)
    assert not clip.loose
    assert clip.yaw_deg == 0.0
