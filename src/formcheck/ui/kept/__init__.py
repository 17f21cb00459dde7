"""What every page shares of what is kept: whose it is, its settings, dates in words, since last time."""

from formcheck.ui.kept.access import my_history, trouble_of_visit
from formcheck.ui.kept.remember import change_settings, keeper_of_visit, settings_of_visit
from formcheck.ui.kept.since import draw_since, draw_whether_kept

__all__ = [
    "change_settings",
    "draw_since",
    "draw_whether_kept",
    "keeper_of_visit",
    "my_history",
    "settings_of_visit",
    "trouble_of_visit",
]
