"""`formcheck app --lan`: a phone can open the page and its camera, and other pages cannot use the server."""

import asyncio
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import sync_playwright
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from formcheck.adapters.home_network import home_addresses
from formcheck.domain.errors import NoHomeNetwork
from formcheck.i18n import words
from formcheck.ui import lan
from formcheck.ui.lan import home_network, invitation
from tests.ui.browsing import launch, wait_until

FORMCHECK = Path(sys.executable).with_name("formcheck")


@contextmanager
def lan_app(folder: Path) -> Iterator[tuple[str, ssl.SSLContext, str]]:
    """Address as the terminal shows it, what trusts it, and the terminal itself."""
    log = folder / "log.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            [FORMCHECK, "app", "--lan", "--lang", "da"],
            env=os.environ | {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config")},
            stdout=output,
            stderr=output,
            cwd=folder,
        )
    try:
        deadline_s = time.monotonic() + 180
        while not (found := re.search(r"https://\S+", log.read_text())):
            assert time.monotonic() < deadline_s, log.read_text()
            time.sleep(0.1)
        trusting = ssl.create_default_context(cafile=next(folder.rglob("certificate.pem")))
        while True:
            try:
                with urlopen(f"{found[0]}/_stcore/health", timeout=2, context=trusting):
                    break
            except (URLError, OSError):
                assert time.monotonic() < deadline_s, log.read_text()
                time.sleep(0.1)
        yield found[0], trusting, log.read_text()
        assert "Traceback" not in log.read_text()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    # A page or command run earlier in this process has sent all of it to a proxy that is not there.
    for name in ("https_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    try:
        home_addresses()
    except NoHomeNetwork:
        pytest.skip("this machine is in no private network")


@pytest.mark.usefixtures("at_home")
def test_a_phone_gets_the_page_the_socket_and_the_camera(tmp_path: Path) -> None:
    with lan_app(tmp_path) as (address, trusting, terminal):
        assert words("da")("lan.open", address=address) in terminal
        assert "█" in terminal, "a code to scan"
        # A page of this address is let in as far as the token, the same page without encryption is not.
        plain, evil = address.replace("https", "http"), "https://evil.example"
        for origin, code in ((address, 4401), (plain, 4403), (evil, 4403)):
            assert asyncio.run(_turned_away(address, origin, trusting)) == code
        _open_in_browser(address)


async def _turned_away(address: str, origin: str, trusting: ssl.SSLContext) -> int | None:
    """The code with which a socket without a workout is closed; None: without one.

    Not the client with threads of its own: it writes while it reads, and before Python 3.13 an encrypted
    socket loses what is written then, or crashes (5 of 850 connections; none of 5000 in this way).
    """
    socket_address = address.replace("https", "wss")
    async with asyncio.timeout(20):
        async with connect(f"{socket_address}/live?token=x", origin=Origin(origin), ssl=trusting) as socket:
            with pytest.raises(ConnectionClosed) as closed:
                await socket.recv()
    return closed.value.rcvd.code if closed.value.rcvd else None


def _open_in_browser(address: str) -> None:
    with sync_playwright() as playwright:
        browser = launch(playwright, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
        page = browser.new_context(ignore_https_errors=True).new_page()
        page.goto(f"{address}/live")
        page.locator(".launch").wait_for(timeout=60_000)
        assert page.evaluate("window.isSecureContext")
        page.locator(".launch").click()
        page.locator("dialog.workout[data-stage=setup]").wait_for(timeout=60_000)
        wait_until(page, "formcheckStats.summary().steps > 3", timeout=60_000)
        browser.close()


def test_no_home_network_is_one_sentence(tmp_path: Path) -> None:
    script = (
        "import psutil; psutil.net_if_addrs = dict\n"
        "import sys; sys.argv = ['formcheck', 'app', '--lan', '--lang', 'da']\n"
        "from formcheck.cli import main; main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert ran.returncode == 2
    assert ran.stderr == f"formcheck: {words('da')('error.no_home_network')}\n"


@pytest.mark.parametrize("given", [["--server.port=8600"], ["--server.port", "8600"]])
def test_the_users_own_port_and_path_are_in_the_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: list[str]
) -> None:
    monkeypatch.setattr(lan, "home_addresses", lambda: ("192.168.1.20",))
    home = home_network([*given, "--server.baseUrlPath=/form/"], tmp_path)
    assert home.address == "https://192.168.1.20:8600/form"
    assert "--server.port=8600" in home.options


def test_a_taken_port_is_not_in_the_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lan, "home_addresses", lambda: ("192.168.1.20",))
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))  # noqa: S104 - as the server does
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr("formcheck.adapters.home_network._FIRST_PORT", port)
        assert f":{port}" not in home_network([], tmp_path).address


@pytest.mark.parametrize("lang", ["en", "da"])
def test_the_invitation_fits_a_terminal(lang: str) -> None:
    code = [
        line for line in invitation("https://192.168.100.200:8501", words(lang)).splitlines() if "█" in line
    ]
    assert len(code) <= 22
    assert max(map(len, code)) <= 60
