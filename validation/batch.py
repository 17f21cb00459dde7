"""`python -m validation.batch --seeds validation/seeds_tuning.json --out DIR`: the clips of a seed file."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from validation.clip import render_clip
from validation.plan import make_plan
from validation.render import add_conditions, conditions_of


def main(arguments: list[str] | None = None) -> int:
    """Render every clip of the file that is not there yet."""
    parser = argparse.ArgumentParser(prog="python -m validation.batch", description=__doc__)
    parser.add_argument("--seeds", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    add_conditions(parser)
    chosen = parser.parse_args(arguments)
    for entry in json.loads(chosen.seeds.read_text(encoding="utf-8"))["clips"]:
        plan = make_plan(entry["exercise"], entry["variant"], entry["seed"], **conditions_of(chosen))
        if (chosen.out / f"{plan.name}.json").exists():
            continue
        spent = render_clip(plan, chosen.out)
        per_frame = 1000 * spent["seconds"] / spent["frames"]
        sys.stdout.write(f"{plan.name} {spent['frames']:.0f} frames, {per_frame:.0f} ms each\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
