"""Recorded video as fast as two processors can: what waits for another part of the work runs beside it."""

from formcheck.adapters.offline.ahead import Ahead
from formcheck.adapters.offline.behind import Behind
from formcheck.adapters.offline.room import pictures_ahead

__all__ = ["Ahead", "Behind", "pictures_ahead"]
