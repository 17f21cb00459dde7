"""`python -m validation.benchmark [--draw] [--quick] [--no-curves] [--only-rendered]`: `make validation`."""

from __future__ import annotations

import argparse
import secrets
import sys
from datetime import UTC, datetime

from validation.benchmark.drawing import QUICK, draw_plan, write_plan
from validation.benchmark.run import EXIT_NO_CLIPS, run_benchmark
from validation.benchmark.terminal import wide_console


def main(arguments: list[str] | None = None) -> int:
    """Render, judge, write docs/VALIDATION.md."""
    parser = argparse.ArgumentParser(prog="python -m validation.benchmark", description=__doc__)
    say = parser.add_argument
    say("--draw", action="store_true", help="draw a new plan first, of seeds that nobody has seen")
    say("--quick", action="store_true", help=f"only the first {QUICK} clips, of every movement and variant")
    say("--no-curves", action="store_true", help="leave out how far one can go")
    say("--only-rendered", action="store_true", help="judge what is rendered already; the page says so")
    chosen = parser.parse_args(arguments)
    if chosen.draw:
        write_plan(draw_plan(secrets.randbits(64), datetime.now(UTC).date().isoformat()))
    code = run_benchmark(
        wide_console(),
        quick=chosen.quick,
        curves=not chosen.no_curves,
        only_rendered=chosen.only_rendered,
    )
    if code == EXIT_NO_CLIPS:
        sys.stderr.write("No clip is rendered yet: leave out --only-rendered.\n")
    return code


if __name__ == "__main__":
    raise SystemExit(main())
