"""`python -m validation.benchmark [--only-rendered]`: what `make validation` runs."""

from __future__ import annotations

import argparse
import sys

from validation.benchmark.run import EXIT_NO_CLIPS, run_benchmark
from validation.benchmark.terminal import wide_console


def main(arguments: list[str] | None = None) -> int:
    """Render, judge, write docs/VALIDATION.md."""
    parser = argparse.ArgumentParser(prog="python -m validation.benchmark", description=__doc__)
    parser.add_argument(
        "--only-rendered", action="store_true", help="judge what is rendered already; the page says so"
    )
    chosen = parser.parse_args(arguments)
    code = run_benchmark(wide_console(), only_rendered=chosen.only_rendered)
    if code == EXIT_NO_CLIPS:
        sys.stderr.write("No clip is rendered yet: leave out --only-rendered.\n")
    return code


if __name__ == "__main__":
    raise SystemExit(main())
