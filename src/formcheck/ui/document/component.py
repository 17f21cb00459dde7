"""Hands the browser side what it has to say about the page."""

import streamlit as st

from formcheck.i18n import Words

_NAME, _SCRIPT, _KEY = "formcheck.document", "component.js", "document"


def draw_document(say: Words, *, chosen: str) -> None:
    """Draw the component, which shows nothing. chosen: key of the exercise whose card is pressed."""
    st.components.v2.component(_NAME, js=_SCRIPT)(
        key=_KEY,
        data={
            "lang": say.lang.value,
            "chosen": f"st-key-card_{chosen}",
            "pages": say("ui.pages"),
            "choose_file": say("ui.order.upload"),
        },
    )
