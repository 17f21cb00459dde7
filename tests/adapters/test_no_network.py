"""Not one byte leaves the machine while a video is analysed."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[1] / "golden" / "clips" / "glute_bridge.mp4"

ANALYSIS = f"""
from itertools import islice
from pathlib import Path
from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.video_file import VideoReader
with VideoReader(Path({str(SAMPLE)!r})) as video, PoseEstimator() as estimator:
    seen = sum(estimator.estimate(frame).pose is not None for frame in islice(video, 60))
assert seen == 60, seen
"""

# An address of the internet in a call that strace wrote down; other families stay on the machine.
INTERNET_CALL = re.compile(r"\b(?:connect|sendto|sendmsg|sendmmsg)\(.*sa_family=AF_INET6?\b.*")
LOOPBACK = re.compile(r'inet_addr\("127\.|inet_pton\(AF_INET6, "::1"')


def calls_to_the_internet(trace: str) -> list[str]:
    """Return the lines of a trace that leave the machine."""
    return [line for line in INTERNET_CALL.findall(trace) if not LOOPBACK.search(line)]


def test_the_native_library_cannot_open_a_connection() -> None:
    # Later releases post usage statistics from native code. The pinned one does not even ask the loader
    # for the functions that it would take; whoever raises the pin meets this test.
    spec = importlib.util.find_spec("mediapipe")
    assert spec is not None
    assert spec.origin is not None
    library = (Path(spec.origin).parent / "tasks" / "c" / "libmediapipe.so").read_bytes()
    asked_for = [name for name in (b"connect", b"sendto", b"getaddrinfo") if b"\0" + name + b"\0" in library]
    assert asked_for == []


def test_strace_sees_no_call_to_the_internet(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    assert strace, "this test needs the Debian package strace: run scripts/system-packages --test"
    log = tmp_path / "trace.txt"
    command = [strace, "-f", "-qq", "-e", "trace=network", "-o", str(log), sys.executable, "-c", ANALYSIS]
    subprocess.run(command, check=True, timeout=300)
    assert calls_to_the_internet(log.read_text(errors="replace")) == []


def test_the_second_wall_stands_before_mediapipe_is_imported() -> None:
    script = """
import builtins, os, sys
genuine = builtins.__import__
def watch(name, *args, **kwargs):
    if name.split(".")[0] == "mediapipe":
        assert os.environ["https_proxy"] == os.environ["HTTPS_PROXY"] == "http://127.0.0.1:9", os.environ
        print("seen")
        builtins.__import__ = genuine
    return genuine(name, *args, **kwargs)
builtins.__import__ = watch
from formcheck.adapters.mediapipe_pose import PoseEstimator
assert "mediapipe" not in sys.modules
PoseEstimator().close()
"""
    environment = os.environ | {"https_proxy": "http://proxy.example:3128", "no_proxy": "*"}
    run = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert run.stdout.startswith("seen"), run.stderr


@pytest.mark.parametrize(
    ("line", "leaves"),
    [
        ('7 connect(3, {sa_family=AF_UNIX, sun_path="/run/nscd"}, 110) = -1 ENOENT', False),
        (
            '7 connect(3, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
            False,
        ),
        (
            '7 connect(3, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("9.9.9.9")}, 16) = 0',
            True,
        ),
        (
            '7 sendto(3, "x", 1, 0, {sa_family=AF_INET6, inet_pton(AF_INET6, "2001::1", &s)}, 28) = 1',
            True,
        ),
        ('7 connect(3, {sa_family=AF_INET6, inet_pton(AF_INET6, "::1", &sin6_addr)}, 28) = 0', False),
    ],
)
def test_the_trace_is_read_rightly(line: str, leaves: bool) -> None:  # noqa: FBT001 - truth table
    assert bool(calls_to_the_internet(line)) is leaves
