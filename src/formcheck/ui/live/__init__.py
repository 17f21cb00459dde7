"""The live page: choose, do the exercise in front of the camera, read the review."""

from formcheck.ui.live.page import draw_live

__all__ = ["draw_live"]
