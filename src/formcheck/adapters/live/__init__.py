"""The live coach's server half: one WebSocket, one estimator and one workout for each visitor.

`live_route(live_desk())` goes into the application's routes; the page's script takes its tickets from the
same `live_desk()`. docs/LIVE.md describes what goes over the wire.
"""

from functools import cache

from formcheck.adapters.live.desk import Desk
from formcheck.adapters.live.doorman import Doorman
from formcheck.adapters.live.limits import Limits
from formcheck.adapters.live.order import LiveResult, Order, Ticket
from formcheck.adapters.live.route import live_route

__all__ = ["Desk", "Doorman", "Limits", "LiveResult", "Order", "Ticket", "live_desk", "live_route"]


@cache
def live_desk() -> Desk:
    """The desk of this process, made when it is first asked for: route and page must meet at the same one."""
    return Desk()
