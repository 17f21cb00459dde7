"""A PostgreSQL server of its own, in a folder that goes away: Debian's, started as nobody important."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_USER = "postgres"


def _program(name: str) -> str:
    """Path of one of its programs: Debian keeps them by version, outside of the usual folders."""
    by_version = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[-3]))
    found = str(by_version[-1]) if by_version else shutil.which(name)
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "PostgreSQL is missing. Install the package postgresql."
        )
    return found


@contextmanager
def server() -> Iterator[str]:
    """Address of a running server, `postgresql://...`, without a database's name."""
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Not below a test's own folder: that is closed to the user that it runs as.
    folder = Path(tempfile.mkdtemp(prefix="formcheck-postgres-"))
    data = folder / "data"
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    try:
        _hand_over(folder)
        _run(initdb, "-D", str(data), "-U", _USER, "--auth=trust", "--encoding=UTF8", "--no-locale", "-N")
        _run(pg_ctl, "-D", str(data), "-l", str(folder / "log"), "-o", options, "-w", "-t", "60", "start")
        try:
            yield f"postgresql://{_USER}@127.0.0.1:{port}"
        finally:
            _run(pg_ctl, "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _hand_over(folder: Path) -> None:
    """PostgreSQL refuses to be root."""
    if os.geteuid() == 0:
        shutil.chown(folder, _USER, _USER)


def _run(*command: str) -> None:
    as_nobody = ("runuser", "-u", _USER, "--") if os.geteuid() == 0 else ()
    ran = subprocess.run(
        [*as_nobody, *command], capture_output=True, text=True, check=False, cwd="/", timeout=120
    )
    assert ran.returncode == 0, f"{command[0]}: {ran.stdout}{ran.stderr}"
