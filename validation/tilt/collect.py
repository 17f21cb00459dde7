"""`python -m validation.tilt.collect --split train --count 800 --out DIR`: render what is not there."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from validation.tilt.pictures import Onlooker, store_group
from validation.tilt.recipe import draw_group


def main(arguments: list[str] | None = None) -> int:
    """Write one file per group; can be stopped and started again at any time."""
    parser = argparse.ArgumentParser(prog="python -m validation.tilt.collect", description=__doc__)
    parser.add_argument("--split", choices=["train", "test"], required=True)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    onlooker = Onlooker()
    began, pictures = time.perf_counter(), 0
    for number in range(chosen.first, chosen.first + chosen.count):
        path = chosen.out / f"{chosen.split}_{number:05d}.npz"
        if path.exists():
            continue
        pictures += store_group(draw_group(number, chosen.split), onlooker, path)
        if number % 20 == 0:
            each_ms = 1000 * (time.perf_counter() - began) / max(pictures, 1)
            sys.stdout.write(f"{path.name}: {pictures} pictures, {each_ms:.0f} ms each\n")
            sys.stdout.flush()
    onlooker.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
