"""A cluster that is there already: a scheduler and two workers as processes of their own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from formcheck.adapters.batch import BatchOrder, run_batch
from formcheck.adapters.batch.cluster import cluster
from formcheck.domain.batch_errors import SchedulerUnreachable

RECORDING = Path(__file__).parents[2] / "golden" / "recordings" / "thomas_flat.npz"
pytestmark = pytest.mark.quiet  # processes of their own, which take their time to find each other
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}


@pytest.fixture
def address() -> Iterator[str]:
    scheduler = (sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0")
    with ExitStack() as stack:
        first = stack.enter_context(_process(*scheduler, "--no-dashboard"))
        assert first.stderr is not None
        found = next(line for line in first.stderr if "Scheduler at:" in line).split()[-1]
        for _ in range(2):
            worker = ("-m", "distributed.cli.dask_worker", found, "--nthreads", "1", "--no-dashboard")
            stack.enter_context(_process(sys.executable, *worker, "--host", "127.0.0.1"))
        yield found


class _process:  # noqa: N801 - reads as a statement
    def __init__(self, *command: str) -> None:
        self._started = subprocess.Popen(command, **QUIET)  # type: ignore[call-overload]

    def __enter__(self) -> "subprocess.Popen[str]":
        started: subprocess.Popen[str] = self._started
        return started

    def __exit__(self, *_: object) -> None:
        self._started.terminate()
        self._started.communicate(timeout=30)


def test_the_work_goes_to_its_workers(tmp_path: Path, address: str) -> None:
    with cluster(1, address) as client:
        client.wait_for_workers(2, timeout=60)
    order = BatchOrder(
        where=str(RECORDING),
        out=tmp_path,
        exercise="thomas-check",
        scheduler=address,
        from_recordings=True,
    )
    done = run_batch(order)
    assert (done.files, done.analysed, done.failed) == (1, 1, [])
    assert (tmp_path / "reports" / "thomas_flat.npz.json").is_file()


def test_where_nobody_answers_is_told() -> None:
    with pytest.raises(SchedulerUnreachable), cluster(1, "tcp://127.0.0.1:9"):
        pass
