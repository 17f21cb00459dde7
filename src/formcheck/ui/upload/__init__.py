"""The page that analyses a recorded video: choose, wait, read."""

from formcheck.ui.upload.page import draw_upload

__all__ = ["draw_upload"]
