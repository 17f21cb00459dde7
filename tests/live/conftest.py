from collections.abc import Iterator

import pytest

from formcheck.adapters.live import Limits
from tests.live.hall import Hall, hall

QUICK = Limits(grace_s=0.6, idle_s=1.0, unseen_s=2.0)


@pytest.fixture
def quick() -> Iterator[Hall]:
    """A server with short patience."""
    with hall(QUICK) as opened:
        yield opened


@pytest.fixture(scope="module")
def patient() -> Iterator[Hall]:
    """A server with the patience of the real one."""
    with hall(Limits(clients=50)) as opened:
        yield opened


@pytest.fixture(scope="module")
def untired() -> Iterator[Hall]:
    """As patient, but for the rate: a stand-in model answers faster than any camera films."""
    with hall(Limits(clients=50, rate_hz=1000.0, burst=2000)) as opened:
        yield opened
