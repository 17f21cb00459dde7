"""Analyse a short clip again and again in one server's way: `python -m benchmarks.soak --analyses 2000`.

Each is a job as the upload page makes it: a thread, a folder, a process for the pose model. What it leaves
behind grows with their number, so nothing may: memory, open files, threads, processes, temporary files. Exits
with 1 where the second half holds more than the first did. `make bench ARGS="--soak 60"` is its twin for the
live path.
"""

import io
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Annotated

import psutil
import typer

from benchmarks.zoo.films import coded, sound_clip
from formcheck.adapters.models import ModelName
from formcheck.exercises import EXERCISES
from formcheck.i18n import Language
from formcheck.ui.job import Job, JobStage
from formcheck.ui.order import Order

_MOST_GROWTH = 0.05
_LONGEST_S = 600.0
_TOLD_EVERY = 100
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@dataclass(frozen=True, slots=True)
class Held:
    """What this process has."""

    memory_mb: float
    handles: int
    threads: int
    processes: int
    files: int

    @classmethod
    def now(cls, folder: Path) -> "Held":
        """Look."""
        here = psutil.Process()
        return cls(
            here.memory_info().rss / 2**20,
            here.num_fds() if hasattr(here, "num_fds") else 0,
            threading.active_count(),
            len(here.children(recursive=True)),
            sum(1 for _ in folder.rglob("*")),
        )


@app.command()
def main(
    analyses: Annotated[int, typer.Option(help="How many, at least 4.")] = 2000,
    seconds: Annotated[float, typer.Option(help="Length of the clip.")] = 2.0,
) -> None:
    """Run them, and say what was held after the first, in the middle and at the end."""
    order = Order(
        name="clip.mp4",
        spec=EXERCISES["standing-march"],
        side=None,
        model=ModelName.LITE,
        language=Language.EN,
    )
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as temporary:
        clip = sound_clip(Path(made))
        content = (clip.parent / coded("short.mp4", "-t", f"{seconds:g}")(clip.parent, clip)).read_bytes()
        tempfile.tempdir = temporary
        held = []
        for _ in range(max(4, analyses)):
            job = Job(order, io.BytesIO(content))
            job.wait(_LONGEST_S)
            assert job.progress.stage is JobStage.DONE, job.progress
            job.close()
            held.append(Held.now(Path(temporary)))
            if len(held) % _TOLD_EVERY == 0:
                typer.echo(f"{len(held)}: {held[-1]}")
        tempfile.tempdir = None
    half, tenth = len(held) // 2, max(1, len(held) // 10)
    middle, last = held[half], held[-1]
    # What the system was given back moves by a fifth from one analysis to the next.
    then_mb = median(each.memory_mb for each in held[half - tenth : half + 1])
    now_mb = median(each.memory_mb for each in held[-tenth:])
    typer.echo(f"after the first: {held[0]}\nin the middle:   {middle}\nat the end:      {last}")
    typer.echo(f"memory, a tenth of all: {then_mb:.0f} MB before the middle, {now_mb:.0f} MB at the end")
    grown = now_mb > then_mb * (1.0 + _MOST_GROWTH) + 1.0
    more = any(
        getattr(last, name) > getattr(middle, name) for name in ("handles", "threads", "processes", "files")
    )
    raise typer.Exit(int(grown or more))


if __name__ == "__main__":
    app()
