"""`python -m validation.render --exercise KEY --seed N --variant clean|<fault> --out DIR`: one clip."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from validation.clip import render_clip
from validation.movements import MOVEMENTS, VARIANTS
from validation.plan import make_plan
from validation.wardrobe import FITS


def parse_size(text: str) -> tuple[int, int]:
    """`640x480` -> (640, 480)."""
    width, _, height = text.partition("x")
    return int(width), int(height)


def main(arguments: list[str] | None = None) -> int:
    """Render one clip; prints what it wrote and how long it took."""
    parser = argparse.ArgumentParser(prog="python -m validation.render", description=__doc__)
    parser.add_argument("--exercise", required=True, choices=sorted(MOVEMENTS))
    parser.add_argument("--seed", required=True, type=int)
    parser.add_argument("--variant", default="clean")
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--size", type=parse_size, default=(640, 480))
    parser.add_argument("--fps", type=float, default=24.0)
    parser.add_argument("--yaw", type=float, default=None, help="degrees, + = camera towards the front")
    parser.add_argument("--fit", choices=FITS, default=None)
    parser.add_argument("--near", choices=("L", "R"), default=None)
    chosen = parser.parse_args(arguments)
    if chosen.variant not in VARIANTS[chosen.exercise]:
        parser.error(
            f"{chosen.exercise} has no variant {chosen.variant!r}; it has {VARIANTS[chosen.exercise]}"
        )
    plan = make_plan(
        chosen.exercise,
        chosen.variant,
        chosen.seed,
        size=chosen.size,
        fps=chosen.fps,
        yaw_deg=chosen.yaw,
        looseness=chosen.fit,
        near=chosen.near,
    )
    spent = render_clip(plan, chosen.out)
    per_frame = 1000 * spent["seconds"] / spent["frames"]
    sys.stdout.write(f"{chosen.out / plan.name}.mp4 {spent['frames']:.0f} frames, {per_frame:.0f} ms each\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
