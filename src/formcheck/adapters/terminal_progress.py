"""A bar on the terminal, where there is one and it is wanted."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from formcheck.i18n import visible


@contextmanager
def progress_on_terminal(name: str, *, quiet: bool) -> Iterator[Callable[[float], None]]:
    """What to call with the share that is done, 0..1; it does nothing where nobody would see it."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(visible(name), total=1.0)
        yield lambda share: progress.update(task, completed=share)
