"""Taking everything along, and bringing it in again: one file."""

import json
import tempfile
from typing import IO, cast

import streamlit as st

from formcheck.adapters.store import ProfileHistory
from formcheck.adapters.store.exporting import export_history
from formcheck.adapters.store.importing import import_history
from formcheck.domain.errors import FormcheckError
from formcheck.i18n import Words
from formcheck.ui.downloads import Download, draw_buttons
from formcheck.ui.kept.access import history
from formcheck.ui.kept.remember import forget_visit
from formcheck.ui.markdown import say_error

_IN_MEMORY_BYTES = 1 << 25


def draw_exchange(mine: ProfileHistory, say: Words) -> None:
    """Draw both."""
    with st.expander(say("exchange.title"), icon=":material/swap_vert:"):
        st.markdown(say("exchange.export_what"))
        everything = Download(
            key="export_all",
            label=say("exchange.export"),
            file_name="formcheck-history.zip",
            mime="application/zip",
            make=lambda: _exported(mine),
        )
        draw_buttons([everything])
        st.divider()
        own = json.dumps(say("ui.order.upload"), ensure_ascii=False)
        st.html(f"<style>:root{{--fc-choose-export:{own}}}</style>")
        with st.form("import_all", border=False, clear_on_submit=True):
            file = st.file_uploader(say("exchange.import_what"), key="import_file")
            if st.form_submit_button(say("exchange.import"), icon=":material/upload:") and file is not None:
                _import(mine, file, file.name, say)


def _exported(mine: ProfileHistory) -> bytes:
    with tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES) as file:
        export_history(history(), mine.profile, cast("IO[bytes]", file))
        file.seek(0)
        return file.read()


def _import(mine: ProfileHistory, file: IO[bytes], name: str, say: Words) -> None:
    try:
        with st.spinner(say("exchange.importing")):
            found = import_history(history(), mine.profile, file, name)
    except FormcheckError as error:
        st.error(say_error(error, say), icon=":material/error:")
        return
    forget_visit()
    st.success(
        say("exchange.imported", sets=found.sets, known=found.known, documents=found.documents),
        icon=":material/check:",
    )
