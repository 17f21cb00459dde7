"""The files that a visitor can take home. Made when asked for."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

import streamlit as st

from formcheck.adapters.analysis import Analysis
from formcheck.adapters.export_csv import rows_as_csv
from formcheck.adapters.export_json import build_report
from formcheck.adapters.report_html import report_html
from formcheck.adapters.report_pdf import report_pdf
from formcheck.i18n import Words
from formcheck.ui.downloads import Download, draw_buttons


class Saveable(Protocol):
    """A result and what is kept of it. file_stem: the names of the files without ending."""

    @property
    def analysis(self) -> Analysis:
        """What was found."""

    @property
    def file_stem(self) -> str:
        """The names of the files, without ending."""

    @property
    def done_on(self) -> date | None:
        """The day on which it was done; None: today."""

    @property
    def video(self) -> Path | None:
        """The annotated video."""

    @property
    def recording(self) -> Path | None:
        """What the pose model saw, without a picture."""


def draw_downloads(result: Saveable, say: Words) -> None:
    """Draw the buttons."""
    st.header(say("ui.result.downloads"), anchor=False)
    with st.container(key="downloads"):
        draw_buttons(_files(result, say), width="stretch")
    if result.recording:
        st.caption(say("ui.result.recording_hint"))


def _files(result: Saveable, say: Words) -> Iterator[Download]:
    analysis, on = result.analysis, result.done_on

    def file(name: str, ending: str, mime: str, icon: str, make: Callable[[], bytes]) -> Download:
        return Download(
            key=f"download_{name}",
            label=say(f"ui.result.download_{name}"),
            file_name=f"{result.file_stem}.{ending}",
            mime=mime,
            icon=icon,
            make=make,
        )

    if result.video:
        yield file("video", "mp4", "video/mp4", "movie", result.video.read_bytes)
    yield file("html", "html", "text/html", "description", lambda: report_html(analysis, say, on).encode())
    yield file("pdf", "pdf", "application/pdf", "picture_as_pdf", lambda: report_pdf(analysis, say, on))
    yield file(
        "json", "json", "application/json", "data_object", lambda: build_report(analysis).to_json().encode()
    )
    yield file("csv", "csv", "text/csv", "table", lambda: rows_as_csv(analysis.rows).encode())
    if result.recording:
        yield file(
            "recording", "npz", "application/octet-stream", "accessibility_new", result.recording.read_bytes
        )
