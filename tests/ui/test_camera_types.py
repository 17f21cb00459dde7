"""Types of the browser side: they hold, and those of the messages are the server's."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import formcheck.ui.camera as camera_package
from formcheck.adapters.live.message_types import write_types

CHECKS = Path(__file__).with_name("camera_js")
CHECKER = CHECKS / "node_modules" / "typescript" / "bin" / "tsc"
BROWSER = Path(camera_package.__file__).parent / "browser"


def test_the_messages_are_those_of_the_server() -> None:
    assert (BROWSER / "messages.d.ts").read_text() == write_types(), "make message-types"


def test_types_hold() -> None:
    node = shutil.which("node")
    if node is None or not CHECKER.is_file():
        # Continuous integration leaves nothing out.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "node or TypeScript is missing: make test fetches it"
        )
    found = subprocess.run(
        [str(node), str(CHECKER), "--project", str(CHECKS)], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout
