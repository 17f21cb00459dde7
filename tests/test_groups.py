"""Tests that share what is slow to make go to one worker: else each worker makes it."""

import pytest


@pytest.mark.xdist_group("together")
def test_who_belongs_together_is_marked_for_one_worker(
    request: pytest.FixtureRequest, worker_id: str
) -> None:
    assert worker_id == "master" or request.node.nodeid.endswith("@together")
