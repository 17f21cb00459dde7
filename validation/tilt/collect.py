"""`python -m validation.tilt.collect --split train --count 800 --out DIR`: render what is not there."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from validation.tilt.pictures import Onlooker, store_group
from validation.tilt.recipe import Split, draw_group

AT_ONCE = 100
"""A process draws so many groups and is followed by the next, also when the driver let it down."""


def store_groups(numbers: Sequence[int], split: Split, folder: Path) -> None:
    """Write one file per group."""
    onlooker = Onlooker()
    began, pictures = time.perf_counter(), 0
    for number in numbers:
        pictures += store_group(draw_group(number, split), onlooker, path_of(folder, split, number))
        if number % 20 == 0:
            each_ms = 1000 * (time.perf_counter() - began) / max(pictures, 1)
            sys.stdout.write(f"{split} {number}: {each_ms:.0f} ms a picture\n")
            sys.stdout.flush()
    onlooker.close()


def path_of(folder: Path, split: Split, number: int) -> Path:
    """Where a group is kept."""
    return folder / f"{split}_{number:05d}.npz"


def _missing(numbers: Sequence[int], split: Split, folder: Path) -> list[int]:
    return [number for number in numbers if not path_of(folder, split, number).exists()]


def main(arguments: list[str] | None = None) -> int:
    """Collect; can be stopped and started again at any time."""
    parser = argparse.ArgumentParser(prog="python -m validation.tilt.collect", description=__doc__)
    parser.add_argument("--split", choices=["train", "test"], required=True)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    numbers = range(chosen.first, chosen.first + chosen.count)
    spawn = multiprocessing.get_context("spawn")
    missing = _missing(numbers, chosen.split, chosen.out)
    while missing:
        part = missing[:AT_ONCE]
        worker = spawn.Process(target=store_groups, args=(part, chosen.split, chosen.out))
        worker.start()
        worker.join()
        left = _missing(numbers, chosen.split, chosen.out)
        if len(left) == len(missing):
            return 1
        missing = left
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
