"""What Streamlit does not tell the browser of a page: its language, which of several buttons is chosen."""

from formcheck.ui.document.component import draw_document

__all__ = ["draw_document"]
