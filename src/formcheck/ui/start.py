"""Starts the app, from the checkout and from an installed wheel alike."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import psutil

from formcheck.domain.errors import AddressOpen

MAIN_SCRIPT = Path(__file__).with_name("main.py")
_APP_SCRIPT = Path(__file__).with_name("app.py")
# Inside the wheel, then in the checkout.
_CONFIGS = (
    MAIN_SCRIPT.with_name("config.toml"),
    MAIN_SCRIPT.parents[3] / ".streamlit" / "config.toml",
)
_MEMORY_OF_UPLOAD = 8  # times its size
_LEAST_UPLOAD_MB = 100
_NEEDED = ("--browser.gatherUsageStats=false", "--server.address=127.0.0.1")


def start(arguments: Sequence[str]) -> int:
    """Run the app until it is stopped; arguments go to Streamlit, the last of a kind wins. Returns its exit
    code. Raises AddressOpen.
    """
    options = [*settings(), *arguments]
    check_address(last_option(options, "server.address"), last_option(options, "server.sslCertFile"))
    command = [sys.executable, "-m", "streamlit", "run", str(_APP_SCRIPT), *options]
    if os.name == "posix":
        # The same process goes on as the server: whoever stops this command stops the server.
        os.execv(sys.executable, command)  # noqa: S606 - our own command
    try:
        return subprocess.run(command, check=False).returncode  # noqa: S603 - our own command
    except KeyboardInterrupt:
        return 0


def settings() -> list[str]:
    """Streamlit's options of our configuration file: it must hold wherever the app is started from."""
    for path in _CONFIGS:
        if path.is_file():
            found = tomllib.loads(path.read_text(encoding="utf-8"))
            limit_mb = largest_upload_mb(found["server"]["maxUploadSize"], psutil.virtual_memory().total)
            return [*_flags(found), f"--server.maxUploadSize={limit_mb}"]
    return list(_NEEDED)


@contextmanager
def folders_on_path(*folders: Path) -> Iterator[None]:
    """Folders of page scripts, on the module path for as long as pages run.

    Streamlit puts a folder that is not there on `sys.path` for each run of a page, and takes it off again: an
    analysis that looks a module up in another thread just then misses one entry of the path.
    """
    added = [folder for folder in map(str, folders) if folder not in sys.path]
    sys.path.extend(added)
    try:
        yield
    finally:
        for folder in added:
            sys.path.remove(folder)


def largest_upload_mb(most_mb: int, memory_bytes: int) -> int:
    """Largest file that a visitor may send, in MB. most_mb: on a machine with memory enough.

    Streamlit holds it in memory, twice while it arrives, until its page is left.
    """
    return max(_LEAST_UPLOAD_MB, min(most_mb, memory_bytes // _MEMORY_OF_UPLOAD >> 20))


def check_address(address: str, certificate: str) -> None:
    """Make sure that only this computer comes in, unless it is encrypted. Raises AddressOpen.

    address: at which the server listens, empty for everywhere. certificate: of TLS, empty for none.
    """
    if not (_is_loopback(address) or certificate):
        raise AddressOpen(address=address or "0.0.0.0")  # noqa: S104 - named, not listened at


def last_option(arguments: Sequence[str], name: str) -> str:
    """Value of one of Streamlit's options, as --name=value or --name value; empty when it is not given."""
    words = [part for argument in arguments for part in argument.split("=", 1)]
    values = [words[n + 1] for n, word in enumerate(words[:-1]) if word == f"--{name}"]
    return values[-1] if values else ""


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _flags(table: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flags(value, f"{prefix}{name}.")
        else:
            yield f"--{prefix}{name}={str(value).lower() if isinstance(value, bool) else value}"
