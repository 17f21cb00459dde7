"""The history page: the kept sets and how they go on, whose they are, and what was chosen."""

from formcheck.ui.history.page import draw_history

__all__ = ["draw_history"]
