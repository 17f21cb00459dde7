"""Starts the app, from the checkout and from an installed wheel alike."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

MAIN_SCRIPT = Path(__file__).with_name("main.py")
_APP_SCRIPT = Path(__file__).with_name("app.py")
# Inside the wheel, then in the checkout.
_CONFIGS = (
    MAIN_SCRIPT.with_name("config.toml"),
    MAIN_SCRIPT.parents[3] / ".streamlit" / "config.toml",
)


def start(arguments: Sequence[str]) -> int:
    """Run the app until it is stopped; arguments go to Streamlit, the last of a kind wins. Returns its exit
    code.
    """
    command = [sys.executable, "-m", "streamlit", "run", str(_APP_SCRIPT), *settings(), *arguments]
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
            return list(_flags(tomllib.loads(path.read_text(encoding="utf-8"))))
    return ["--browser.gatherUsageStats=false"]


def _flags(table: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flags(value, f"{prefix}{name}.")
        else:
            yield f"--{prefix}{name}={str(value).lower() if isinstance(value, bool) else value}"
