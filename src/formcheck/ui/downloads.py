"""Buttons that save files. A file is made when its button is pressed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import streamlit as st


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file and its button. icon: name of a Material icon. make: gives the content."""

    key: str
    label: str
    file_name: str
    mime: str
    make: Callable[[], bytes]
    icon: str = "download"


def draw_buttons(files: Iterable[Download], *, width: Literal["content", "stretch"] = "content") -> None:
    """Draw a button for each; pressing one does not run the page anew."""
    for file in files:
        st.download_button(
            file.label,
            data=file.make,
            file_name=file.file_name,
            mime=file.mime,
            key=file.key,
            icon=f":material/{file.icon}:",
            on_click="ignore",
            width=width,
        )
