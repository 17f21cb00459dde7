"""Not one byte leaves the machine while a video is analysed."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from formcheck.cli import main
from formcheck.cli.options import EXIT_NOTHING_JUDGED

TESTS = Path(__file__).resolve().parents[1]
SAMPLE = TESTS / "golden" / "clips" / "glute_bridge.mp4"

# As a library, with no wall but the pin.
AS_A_LIBRARY = f"""
from itertools import islice
from pathlib import Path
from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.adapters.video_file import VideoReader
with VideoReader(Path({str(SAMPLE)!r})) as video, PoseEstimator() as estimator:
    seen = sum(estimator.estimate(frame).pose is not None for frame in islice(video, 60))
assert seen == 60, seen
"""
COMMAND_LINE = f"""
import sys
from formcheck.cli import main
sys.argv = ["formcheck", "analyze", {str(TESTS / "two_pictures.mp4")!r}, "--exercise", "glute-bridge"]
main()
"""
# The whole app: server and page, a live workout, an upload in a process of its own, a report of each form.
APP = f"""
import io, json, socket, threading, time
import uvicorn
from urllib.request import urlopen
from formcheck.adapters.export_json import build_report
from formcheck.adapters.live import WorkoutOrder, live_registry
from formcheck.adapters.models import ModelName
from formcheck.adapters.report_html import report_html
from formcheck.adapters.report_pdf import report_pdf
from formcheck.exercises import EXERCISES
from formcheck.i18n import Language, words
from formcheck.ui.app import app
from formcheck.ui.job import Job, JobStage
from formcheck.ui.order import Order
from tests.live.server import picture
from websockets.sync.client import connect

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
port = listener.getsockname()[1]
server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
thread = threading.Thread(target=server.run, kwargs=dict(sockets=[listener]))
thread.start()
while not server.started:
    time.sleep(0.05)
assert b"<html" in urlopen(f"http://127.0.0.1:{{port}}/", timeout=60).read()
spec, lite = EXERCISES["glute-bridge"], ModelName.LITE
order = WorkoutOrder(spec=spec, side=None, sets=1, target=9, language=Language.EN, model=lite)
ticket = live_registry().issue(order)
here = f"127.0.0.1:{{port}}"
with connect(f"ws://{{here}}/live?token={{ticket.token}}", origin=f"http://{{here}}") as line:
    assert json.loads(line.recv())["kind"] == "hello"
    line.send(picture(0.0))
    assert json.loads(line.recv())["kind"] == "step"
    line.send(json.dumps(dict(do="stop")))
    while json.loads(line.recv())["kind"] != "done":
        pass
sent = open({str(TESTS / "two_pictures.mp4")!r}, "rb").read()
job = Job(Order(name="a.mp4", spec=spec, side=None, model=lite, language=Language.EN), io.BytesIO(sent))
job.wait(120)
assert job.progress.stage is JobStage.DONE, job.progress
found = job.progress.analysis
assert build_report(found).to_json() and report_html(found, words("da")) and report_pdf(found, words("en"))
job.close()
server.should_exit = True
thread.join(60)
"""
PAGE = """
from streamlit.testing.v1 import AppTest
from formcheck.adapters.mediapipe_pose import PoseEstimator
from formcheck.ui.start import MAIN_SCRIPT
assert os.environ["https_proxy"] == OWN, "a browser that the app opens must reach the world"
page = AppTest.from_file(str(MAIN_SCRIPT), default_timeout=120).run()
assert not page.exception, page.exception
PoseEstimator().close()
"""
# What an environment looks like where mediapipe is imported.
WATCHED = """
import builtins, os, sys
OWN = os.environ["https_proxy"]
genuine = builtins.__import__
def watch(name, *args, **kwargs):
    if name.split(".")[0] == "mediapipe":
        print(os.environ["https_proxy"], os.environ["HTTPS_PROXY"], os.environ["no_proxy"])
        builtins.__import__ = genuine
    return genuine(name, *args, **kwargs)
builtins.__import__ = watch
"""
OWN_PROXY = "http://proxy.example:3128"

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


@pytest.mark.parametrize("script", [AS_A_LIBRARY, COMMAND_LINE, APP], ids=["library", "command_line", "app"])
def test_strace_sees_no_call_to_the_internet(tmp_path: Path, script: str) -> None:
    strace = shutil.which("strace")
    assert strace, "this test needs the Debian package strace: run scripts/system-packages --test"
    log = tmp_path / "trace.txt"
    command = [strace, "-f", "-qq", "-e", "trace=network", "-o", str(log), sys.executable, "-c", script]
    ended = subprocess.run(
        command,
        check=False,
        timeout=300,
        capture_output=True,
        text=True,
        cwd=TESTS.parent,
        env=os.environ | {"HOME": str(tmp_path)},
    )
    assert ended.returncode in {0, EXIT_NOTHING_JUDGED}, ended.stderr
    assert calls_to_the_internet(log.read_text(errors="replace")) == []


def environment_at_import(script: str) -> list[str]:
    """What a script has in https_proxy, HTTPS_PROXY and no_proxy when it imports mediapipe."""
    own = {"https_proxy": OWN_PROXY, "HTTPS_PROXY": OWN_PROXY, "no_proxy": "*"}
    command = [sys.executable, "-c", WATCHED + script]
    run = subprocess.run(command, env=os.environ | own, capture_output=True, text=True, check=False)
    assert run.returncode in {0, EXIT_NOTHING_JUDGED}, run.stderr
    return run.stdout.split()


@pytest.mark.parametrize("script", [COMMAND_LINE, PAGE], ids=["command_line", "app"])
def test_the_second_wall_stands_before_mediapipe_is_imported(script: str) -> None:
    closed = "http://127.0.0.1:9"
    assert environment_at_import(script) == [closed, closed, "localhost,127.0.0.1,::1"]


def test_a_library_leaves_the_environment_of_its_host_alone() -> None:
    check = f"\nimport os; assert os.environ['https_proxy'] == {OWN_PROXY!r}"
    assert environment_at_import(AS_A_LIBRARY + check) == [OWN_PROXY, OWN_PROXY, "*"]


def test_the_app_is_started_with_the_environment_of_its_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server opens a browser, which inherits what it has."""
    monkeypatch.setenv("https_proxy", OWN_PROXY)
    monkeypatch.setattr("formcheck.ui.start.start", lambda _: 0)
    monkeypatch.setattr(sys, "argv", ["formcheck", "app"])
    with pytest.raises(SystemExit):
        main()
    assert os.environ["https_proxy"] == OWN_PROXY


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
