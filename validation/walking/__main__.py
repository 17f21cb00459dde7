"""`python -m validation.walking [--only-rendered]`: judges the walkers, writes `docs/WALKING.md`.

The section of `docs/VALIDATION.md` that sums it up is written, too. `--draw` draws a new test first, of seeds
that nobody has seen. `--tuning` takes those on which rules are found, and only prints.
"""

from __future__ import annotations

import argparse
import secrets
import sys
from datetime import UTC, datetime

from validation.walking.clips import made
from validation.walking.drawing import draw_plan, write_plan
from validation.walking.figures import measured
from validation.walking.page import page, write
from validation.walking.walks import TUNING, read_plan


def main(arguments: list[str] | None = None) -> int:
    """Write the page; print it, too."""
    parser = argparse.ArgumentParser(prog="python -m validation.walking", description=__doc__)
    say = parser.add_argument
    say("--draw", action="store_true", help="draw a new test first")
    say("--only-rendered", action="store_true", help="judge what is rendered already; the page says so")
    say("--only-render", action="store_true", help="judge nothing yet")
    say("--tuning", action="store_true", help="the other half of the bodies; print only")
    chosen = parser.parse_args(arguments)
    today = datetime.now(UTC).date().isoformat()
    if chosen.draw:
        write_plan(draw_plan(secrets.randbits(64), today))
    test = read_plan()
    walks, date = (TUNING, "no day: tuning") if chosen.tuning else (test.walks, test.date)
    there = made(walks, only_rendered=chosen.only_rendered)
    if chosen.only_render:
        return 0
    clips = [measured(walk) for walk in there]
    if not clips:
        sys.stderr.write("no clip is rendered: run without --only-rendered\n")
        return 2
    told = page if chosen.tuning else write
    sys.stdout.write(told(clips, planned=len(walks), date=date))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
