"""What a second worker brings: the same batch of short clips with one and with two."""

from pathlib import Path

from benchmarks.offline.clip import EXERCISE, looped
from benchmarks.offline.processes import CLI, run


def measure(folder: Path, *, clips: int, seconds: float) -> tuple[float, float]:
    """Seconds that a batch takes with one worker, and with two. seconds: of each clip."""
    films = folder / "films"
    films.mkdir()
    for n in range(clips):
        # A video is known by its content: no two may be the same.
        looped(films / f"{n:02}.mp4", seconds + n / 30.0)
    spent = []
    for workers in (1, 2):
        out = str(folder / f"with_{workers}")
        batch = ("batch", str(films), "--exercise", EXERCISE, "--out", out, "--workers", str(workers))
        spent.append(run(*CLI, *batch).seconds)
    return spent[0], spent[1]
