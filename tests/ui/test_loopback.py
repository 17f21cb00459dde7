"""The app lets in this computer alone, however it is started; only --lan opens it, encrypted."""

import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from formcheck.i18n import words
from formcheck.ui.start import MAIN_SCRIPT

TOP = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
FORMCHECK = str(BIN / "formcheck")
STREAMLIT = [sys.executable, "-m", "streamlit", "run"]
# `make run`, with the environment of this test in place of the one that it would set up first.
MAKE_RUN = ["make", "run", "-o", ".venv/.installed", f"BIN={BIN}"]


def listening(process: subprocess.Popen[str]) -> set[tuple[str, int]]:
    """Addresses and ports at which a process or one of its children listens, as `ss -ltn` shows them."""
    parent = psutil.Process(process.pid)
    found: set[tuple[str, int]] = set()
    for each in (parent, *parent.children(recursive=True)):
        connections = each.net_connections(kind="tcp")
        found |= {(c.laddr.ip, c.laddr.port) for c in connections if c.status == psutil.CONN_LISTEN}
    return found


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def started(
    command: list[str], folder: Path, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[str]]:
    log = folder / "log.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            env=os.environ | {"HOME": str(folder), "STREAMLIT_SERVER_HEADLESS": "true"} | dict(environment),
            stdout=output,
            stderr=output,
            text=True,
            cwd=TOP if command[0] == "make" else folder,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(60)


def where_it_listens(command: list[str], folder: Path, **environment: str) -> set[tuple[str, int]]:
    with started(command, folder, environment) as process:
        deadline_s = time.monotonic() + 120
        while not (found := listening(process)):
            assert process.poll() is None, (folder / "log.txt").read_text()
            assert time.monotonic() < deadline_s
            time.sleep(0.1)
        return found


@pytest.mark.parametrize("way", ["make run", "formcheck app", "streamlit run app.py"])
def test_only_this_computer_comes_in(way: str, tmp_path: Path) -> None:
    port = free_port()
    if way == "streamlit run app.py":
        # Its settings lie beside it, as in the checkout.
        shutil.copy(TOP / "app.py", tmp_path)
        shutil.copytree(TOP / ".streamlit", tmp_path / ".streamlit")
    command = {
        "make run": MAKE_RUN,
        "formcheck app": [FORMCHECK, "app"],
        "streamlit run app.py": [*STREAMLIT, "app.py"],
    }[way]
    found = where_it_listens(command, tmp_path, STREAMLIT_SERVER_PORT=str(port))
    assert found == {("127.0.0.1", port)}


def test_an_address_of_the_environment_opens_nothing(tmp_path: Path) -> None:
    port = free_port()
    found = where_it_listens(
        [FORMCHECK, "app", f"--server.port={port}"],
        tmp_path,
        STREAMLIT_SERVER_ADDRESS="0.0.0.0",  # noqa: S104 - that is what is tried
    )
    assert found == {("127.0.0.1", port)}


def test_lan_opens_it_with_tls_alone(tmp_path: Path) -> None:
    port = free_port()
    command = [FORMCHECK, "app", "--lan", f"--server.port={port}"]
    with started(command, tmp_path, {"XDG_CONFIG_HOME": str(tmp_path)}) as process:
        deadline_s = time.monotonic() + 120
        while not (found := listening(process)):
            if process.poll() == 2:
                pytest.skip("this machine is in no private network")
            assert time.monotonic() < deadline_s
            time.sleep(0.1)
        assert found == {("0.0.0.0", port)}  # noqa: S104 - --lan opens it
        context = ssl.create_default_context(cafile=next(tmp_path.rglob("certificate.pem")))
        with (
            socket.create_connection(("127.0.0.1", port), timeout=60) as line,
            context.wrap_socket(line, server_hostname="127.0.0.1") as secret,
        ):
            assert secret.version() in ("TLSv1.2", "TLSv1.3")
        with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
            line.sendall(b"GET /_stcore/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            line.settimeout(20)
            with suppress(ConnectionError):
                assert b"200" not in line.recv(1000)


OPEN = {
    "everywhere": ["--server.address=0.0.0.0"],
    "two words": ["--server.address", "0.0.0.0"],  # noqa: S104 - that is what is refused
    "IPv6": ["--server.address=::"],
    "of the network": ["--server.address=192.168.1.20"],
    "the last one counts": ["--server.address=127.0.0.1", "--server.address=0.0.0.0"],
    "nothing is everywhere": ["--server.address="],
    "a name": ["--server.address=my-computer"],
}


@pytest.mark.parametrize("given", OPEN.values(), ids=OPEN)
def test_an_open_address_is_refused_in_one_sentence(given: list[str], tmp_path: Path) -> None:
    ran = subprocess.run(
        [FORMCHECK, "app", "--lang", "da", *given],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        timeout=30,
    )
    address = given[-1].removeprefix("--server.address").removeprefix("=") or "0.0.0.0"  # noqa: S104
    assert ran.returncode == 2
    assert ran.stderr == f"formcheck: {words('da')('error.address_open', address=address)}\n"


@pytest.mark.parametrize("given", [["--server.address=0.0.0.0"], []], ids=["asked for", "Streamlit's own"])
def test_streamlit_itself_cannot_open_it_either(given: list[str], tmp_path: Path) -> None:
    """Without our settings beside it, Streamlit would listen everywhere."""
    ran = subprocess.run(
        [*STREAMLIT, str(MAIN_SCRIPT.with_name("app.py")), "--server.headless=true", *given],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"HOME": str(tmp_path)},
        timeout=40,
    )
    assert ran.returncode == 2, ran.stderr
    assert words("en")("error.address_open", address="0.0.0.0") in ran.stderr  # noqa: S104
    assert "Traceback" not in ran.stderr
