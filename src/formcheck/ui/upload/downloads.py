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
from formcheck.ui.job import Job


def draw_downloads(job: Job, analysis: Analysis, say: Words) -> None:
    """Draw the buttons."""
    stem = f"formcheck-{Path(job.order.name).stem}"
    st.markdown(f"**{say('ui.result.downloads')}**")
    files: tuple[tuple[str, str, str, str, Callable[[], bytes]], ...] = (
        ("video", "mp4", "video/mp4", "movie", job.video.read_bytes),
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
    with st.container(key="downloads"):
        for name, ending, mime, icon, make in files:
            if name == "video" and not job.video.is_file():
                continue
            st.download_button(
                say(f"ui.result.download_{name}"),
                data=make,
                file_name=f"{stem}.{ending}",
                mime=mime,
                key=f"download_{name}",
                icon=f":material/{icon}:",
                on_click="ignore",
                width="stretch",
            )
