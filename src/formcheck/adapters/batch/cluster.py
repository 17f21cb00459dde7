"""Where the work is done: processes of this machine, or a Dask cluster that is there already."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from formcheck.domain.batch_errors import BatchNotInstalled, SchedulerUnreachable

if TYPE_CHECKING:
    from distributed import Client

_LOOPBACK = "127.0.0.1"
_CONNECT_S = 10
# A clip whose worker was lost is done again once; the second time it is the clip's doing.
_SETTINGS = {
    "distributed.scheduler.allowed-failures": 1,
    "distributed.worker.daemon": False,  # a worker may start processes of its own
    "distributed.admin.log-length": 0,
}


@contextmanager
def cluster(workers: int, scheduler: str | None) -> "Iterator[Client]":
    """A client of a cluster. Processes of this machine talk over loopback alone, and end with the context.

    Raises BatchNotInstalled, SchedulerUnreachable.
    """
    try:
        import dask  # noqa: PLC0415 - an optional extra
        from distributed import Client, LocalCluster  # noqa: PLC0415 - as above
    except ImportError as error:
        raise BatchNotInstalled from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if scheduler is not None:
        try:
            client = Client(scheduler, timeout=_CONNECT_S, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise SchedulerUnreachable(address=scheduler) from error
        with client:
            yield client
        return
    with (
        dask.config.set(_SETTINGS),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,  # one pose model a process
            processes=True,
            host=_LOOPBACK,
            dashboard_address=f"{_LOOPBACK}:0",
            worker_dashboard_address=f"{_LOOPBACK}:0",
            memory_limit=0,
            silence_logs=logging.CRITICAL,
        ) as local,
        Client(local, set_as_default=False) as client,
    ):
        yield client
