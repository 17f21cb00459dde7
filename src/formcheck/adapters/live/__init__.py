"""The server side of the live coach: one WebSocket, one pose estimator and one workout for each visitor.

`live_route(live_registry())` goes into the application's routes; the page takes its tickets from the same
`live_registry()`. docs/LIVE.md describes the messages on the wire.
"""

from functools import cache

from formcheck.adapters.live.limits import Limits
from formcheck.adapters.live.order import LiveResult, Ticket, WorkoutOrder
from formcheck.adapters.live.origin_policy import OriginPolicy
from formcheck.adapters.live.registry import WorkoutRegistry
from formcheck.adapters.live.route import PATH as LIVE_PATH
from formcheck.adapters.live.route import live_route

__all__ = [
    "LIVE_PATH",
    "Limits",
    "LiveResult",
    "OriginPolicy",
    "Ticket",
    "WorkoutOrder",
    "WorkoutRegistry",
    "live_registry",
    "live_route",
]


@cache
def live_registry() -> WorkoutRegistry:
    """The registry of this process, made on the first call: route and page must share one."""
    return WorkoutRegistry()
