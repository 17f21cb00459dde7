"""What the server keeps as it is for as long as pages run."""

import asyncio
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from formcheck.ui import serving
from formcheck.ui.start import MAIN_SCRIPT, folders_on_path

SCRIPT = """
import sys
import streamlit as st
st.text("\\n".join(sys.path))
"""


def test_a_page_that_runs_leaves_the_module_path_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "page.py"
    script.write_text(SCRIPT, encoding="utf-8")
    monkeypatch.setattr(sys, "path", list(sys.path))
    with folders_on_path(tmp_path):
        before = list(sys.path)
        page = AppTest.from_file(str(script), default_timeout=30).run()
        assert page.text[0].value.split("\n") == before
    assert str(tmp_path) not in sys.path
    outside = AppTest.from_file(str(script), default_timeout=30).run()
    assert outside.text[0].value.split("\n") != sys.path, "Streamlit no longer needs it"


@pytest.mark.usefixtures("temporary_folder")
def test_the_server_has_the_folder_of_its_page_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = str(MAIN_SCRIPT.parent)
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if entry != folder])

    async def serve() -> bool:
        async with serving.life(serving):
            return folder in sys.path

    assert asyncio.run(serve())
    assert folder not in sys.path
