"""The review of a set as one component: video, chart and table that follow each other in time."""

from formcheck.ui.review.component import draw_timeline
from formcheck.ui.review.handover import handover_of

__all__ = ["draw_timeline", "handover_of"]
