"""Whole processes, measured from outside: seconds, processor seconds, peak memory."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).parents[2]
CLI = ("-c", "from formcheck.cli import main; main()")


@dataclass(frozen=True, slots=True)
class Spent:
    """What one process took. peak_mb: resident memory at its highest."""

    seconds: float
    processor_s: float
    peak_mb: float


def run(*arguments: str, env: dict[str, str] | None = None) -> Spent:
    """Run Python with arguments, to its end. Raises RuntimeError where that is not a good one."""
    begun_s = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-P", *arguments],
        cwd=TOP,
        env={**os.environ, **(env or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun_s
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}: {said[-2000:]}")
    return Spent(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024.0)


def analyse(clip: Path, exercise: str, *options: str) -> Sequence[str]:
    """Arguments of `formcheck analyze`."""
    return (*CLI, "analyze", str(clip), "--exercise", exercise, "--quiet", *options)
