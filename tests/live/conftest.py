from collections.abc import Iterator

import pytest

from formcheck.adapters.live import Limits
from tests.live.server import LiveServer, live_server

QUICK = Limits(grace_s=0.6, idle_s=1.0, unseen_s=2.0)


@pytest.fixture
def quick() -> Iterator[LiveServer]:
    """A server with short time limits."""
    with live_server(QUICK) as opened:
        yield opened


@pytest.fixture(scope="module")
def patient() -> Iterator[LiveServer]:
    """A server with the time limits of the real one."""
    with live_server(Limits(clients=50)) as opened:
        yield opened


@pytest.fixture(scope="module")
def unthrottled() -> Iterator[LiveServer]:
    """As `patient`, without its rate limit: the scripted model answers faster than any camera films."""
    with live_server(Limits(clients=50, rate_hz=1000.0, burst=2000)) as opened:
        yield opened
