"""Sets held against each other: since last time, and over weeks. A change is said beyond the error alone."""

from formcheck.review.progress.least_change import LEAST_CHANGE, Change, apart_of, change_of, unit_of
from formcheck.review.progress.since import Past, Since, since_last
from formcheck.review.progress.trend import Trend, TrendPoint, joined, trends_of

__all__ = [
    "LEAST_CHANGE",
    "Change",
    "Past",
    "Since",
    "Trend",
    "TrendPoint",
    "apart_of",
    "change_of",
    "joined",
    "since_last",
    "trends_of",
    "unit_of",
]
