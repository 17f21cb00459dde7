"""Learns of who lies alone: `python -m validation.tilt.lying --pictures DIR --into models/pelvic_tilt.npz`.

People who lie and were told nothing lay their arms beside them, over the back that the other weights read.
The front tells, too, and so do hips and shoulders: they lie on the floor, and an arch moves them. These
weights serve there. What they learn from may have the whole low back under an arm.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import fields, replace
from pathlib import Path

import numpy as np

from formcheck.adapters.tilt_weights import LYING
from validation.tilt.calibration import calibrate
from validation.tilt.dataset import Stills, read_stills
from validation.tilt.lesson import lesson_of
from validation.tilt.networks import arrays_of, read, under
from validation.tilt.pairs import head_columns
from validation.tilt.train import TRAIN_SEED, learn, rows_of
from validation.tilt.turned import train_yaw

HIDDEN, STEPS = (72, 36), 4000


def who_lies(stills: Stills) -> Stills:
    """The rows of people who lie."""
    rows = stills.head == "lying"
    return replace(stills, **{each.name: getattr(stills, each.name)[rows] for each in fields(stills)})


def main(arguments: list[str] | None = None) -> int:
    """Train, say how well it does on bodies left out, and put the weights into a file of others."""
    parser = argparse.ArgumentParser(prog="python -m validation.tilt.lying", description=__doc__)
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True, help="weights whose other parts are kept")
    parser.add_argument("--steps", type=int, default=STEPS)
    chosen = parser.parse_args(arguments)
    raw = who_lies(read_stills(chosen.pictures, "train"))
    lesson = lesson_of(raw, free_min=0.0, moves=True)
    sys.stdout.write(f"{len(raw.tilt_deg)} stills, {len(np.unique(raw.group))} groups\n")
    networks, said = learn(lesson, chosen.steps, HIDDEN)
    calibration = calibrate(lesson, said)
    yaw, rows = train_yaw(raw, lesson.scaling, head_columns(raw), seed=TRAIN_SEED, steps=chosen.steps // 2)
    sys.stdout.write("\n".join([*rows_of(lesson, said, calibration), *rows]) + "\n")
    others = {name: values for name, values in read(chosen.into).items() if not name.startswith(LYING)}
    own = arrays_of(networks, yaw, lesson.scaling, calibration.arrays())
    np.savez_compressed(chosen.into, **others, **under(LYING, own))
    sys.stdout.write(f"{chosen.into}: {chosen.into.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
