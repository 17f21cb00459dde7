"""What a kill, or the end of the server, interrupts: it waits in the user's data folder for its visitor.

A live set writes down what the pose model sees of it, an analysis keeps its video, each with its order. Both
go when they end as they should. What a process left that runs no more is offered at the next start, to its
profile alone: to go on with, or to be discarded.
"""

from functools import cache
from pathlib import Path

from formcheck.adapters.interrupted.journal import Journal, any_run, read_journal, write_recording
from formcheck.adapters.interrupted.order import KeptOrder
from formcheck.adapters.interrupted.shelf import DAYS, Shelf, Waiting, open_private
from formcheck.adapters.store.database import data_folder

__all__ = [
    "DAYS",
    "Journal",
    "KeptOrder",
    "Shelf",
    "Waiting",
    "any_run",
    "open_private",
    "read_journal",
    "shelf",
    "write_recording",
]


def shelf() -> Shelf:
    """The one of this process, in the user's data folder: pages, live path and server share it."""
    return _shelf(data_folder() / "interrupted")


@cache
def _shelf(folder: Path) -> Shelf:
    return Shelf(folder)
