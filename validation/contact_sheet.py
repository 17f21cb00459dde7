"""`python -m validation.contact_sheet --out docs/validation-people.jpg`: all exercises on one page."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from validation.clip import prepare, shoot_images
from validation.movements import EXERCISES, VARIANTS
from validation.plan import make_plan
from validation.scene import LOOKS
from validation.wardrobe import FITS

COLUMNS, TILE = 5, (320, 200)
FIRST_SEED = 301
MOMENTS = (0.04, 0.3, 0.45, 0.6, 0.8)
"""Which part of each clip is shown, column by column."""


def main(arguments: list[str] | None = None) -> int:
    """Draw one frame per tile: other bodies, clothes, rooms, variants and moments in every column."""
    parser = argparse.ArgumentParser(prog="python -m validation.contact_sheet", description=__doc__)
    parser.add_argument("--out", required=True, type=Path)
    out = parser.parse_args(arguments).out
    rows = []
    for number, exercise in enumerate(EXERCISES):
        tiles = []
        for column in range(COLUMNS):
            variants = VARIANTS[exercise]
            plan = make_plan(
                exercise,
                variants[column % len(variants)],
                FIRST_SEED + 10 * number + column,
                size=TILE,
                fps=1.0,
                looseness=FITS[(number + column) % len(FITS)],
                look=LOOKS[(number + 2 * column) % len(LOOKS)],
                camera={"room_to_spare": 1.0},
            )
            shoot = prepare(plan)
            at = int(MOMENTS[column] * len(shoot.placed))
            one = replace(shoot, placed=shoot.placed[at : at + 1], times_s=shoot.times_s[at : at + 1])
            tiles.append(next(shoot_images(one)[2]))
        rows.append(np.concatenate(tiles, axis=1))
    Image.fromarray(np.concatenate(rows, axis=0)).save(out, quality=82, optimize=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
