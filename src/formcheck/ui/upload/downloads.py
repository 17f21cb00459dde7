"""The files that a visitor can take home. Made when asked for."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from formcheck.adapters.analysis import Analysis
from formcheck.adapters.export_csv import rows_as_csv
from formcheck.adapters.export_json import build_report
from formcheck.adapters.report_html import report_html
from formcheck.adapters.report_pdf import report_pdf
from formcheck.i18n import Words


def draw_downloads(analysis: Analysis, say: Words, *, file_stem: str, video: Path | None) -> None:
    """Draw the buttons. file_stem: the names of the files without ending. video: the annotated one."""
    st.markdown(f"**{say('ui.result.downloads')}**")
    files: tuple[tuple[str, str, str, str, Callable[[], bytes]], ...] = (
        ("html", "html", "text/html", "description", lambda: report_html(analysis, say).encode()),
        ("pdf", "pdf", "application/pdf", "picture_as_pdf", lambda: report_pdf(analysis, say)),
        (
            "json",
            "json",
            "application/json",
            "data_object",
            lambda: build_report(analysis).to_json().encode(),
        ),
        ("csv", "csv", "text/csv", "table", lambda: rows_as_csv(analysis.rows).encode()),
    )
    if video:
        files = (("video", "mp4", "video/mp4", "movie", video.read_bytes), *files)
    with st.container(key="downloads"):
        for name, ending, mime, icon, make in files:
            st.download_button(
                say(f"ui.result.download_{name}"),
                data=make,
                file_name=f"{file_stem}.{ending}",
                mime=mime,
                key=f"download_{name}",
                icon=f":material/{icon}:",
                on_click="ignore",
                width="stretch",
            )
