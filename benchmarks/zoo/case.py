"""A case of the zoo and what must be true of its outcome."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import Formatter
from typing import Any

from benchmarks.zoo.films import Make
from formcheck.i18n import words

NEAR_S = 0.2
_LAW_S = 0.1
_NOTHING_JUDGED = 3
_MARGIN_S = 0.6  # a repetition is known to be one a little before and after it
Rep = tuple[float, float, str]
TRUTH: tuple[Rep, ...] = ((2.50, 3.94, "right"), (4.34, 5.61, "left"))
MOST_MB = 1500.0
JSON = "report.json"


@dataclass(frozen=True)
class Outcome:
    """How a command left. made: names of files that are there now and were not before."""

    code: int
    stdout: str
    stderr: str
    memory_mb: float
    took_s: float
    made: frozenset[str]
    folder: Path

    @cached_property
    def report(self) -> dict[str, Any]:
        """The JSON that it wrote."""
        found: dict[str, Any] = json.loads((self.folder / JSON).read_text())
        return found


Check = Callable[[Outcome], None]
Prepare = Callable[[Path, Path], Sequence[str]]
"""Prepares a folder with the help of the clip and returns the arguments of the command."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One input. script: a line of bash for what arguments cannot say. wrapper: a command that runs it. real:
    the pose model itself looks, and no double.
    """

    kind: str
    name: str
    check: Check
    prepare: Prepare
    script: str = ""
    wrapper: tuple[str, ...] = ()
    real: bool = False


def analysing(made: Make, *more: str, exercise: str = "standing-march", report: bool = True) -> Prepare:
    """`formcheck analyze` of this file."""

    def prepare(folder: Path, clip: Path) -> Sequence[str]:
        name = made(folder, clip)
        return ["analyze", *more, *(["--json", JSON] if report else []), "--exercise", exercise, "--", name]

    return prepare


@dataclass(frozen=True, kw_only=True)
class Right:
    """Read, and judged by what is known of the clip.

    reps: start, end, side, of the whole clip. unseen: stretches that may be unjudged; None: any. Repetitions
    in what was judged must be there, and no others; nothing in the clip is a fault. least_s: so much is
    judged. reasons: that may be given. code: None = 0 or 3.
    """

    reps: Sequence[Rep] = TRUTH
    unseen: Sequence[tuple[float, float]] | None = ()
    reasons: frozenset[str] = frozenset({"pictures_missing"})
    least_s: float = 0.0
    code: int | None = 0
    frames: int | None = None
    swapped: bool = False
    by_s: float = 0.0

    def __call__(self, outcome: Outcome) -> None:
        """Raise AssertionError where something is not as it must be."""
        assert outcome.code in ((0, 3) if self.code is None else (self.code,)), outcome.stderr
        said = outcome.stderr.splitlines()
        assert len(said) == (1 if outcome.code else 0), said
        report = outcome.report
        gaps = [(gap["start_s"], gap["end_s"]) for gap in report["not_judged"]]
        hold_time_laws(report)
        assert {gap["reason"] for gap in report["not_judged"]} <= self.reasons, report["not_judged"]
        judged_s = report["judged_share"] * report["video"]["duration_s"]
        assert judged_s >= self.least_s, f"{judged_s} s judged"
        if self.unseen is not None:
            for start_s, end_s in gaps:
                assert any(a - NEAR_S <= start_s and end_s <= b + NEAR_S for a, b in self.unseen), gaps
        assert report["findings"] == [], report["findings"]
        if self.frames is not None:
            assert report["video"]["frames"] == self.frames, report["video"]["frames"]
        self._compare(report, gaps)

    def _compare(self, report: dict[str, Any], gaps: list[tuple[float, float]]) -> None:
        other = {"left": "right", "right": "left"} if self.swapped else {}
        wanted = [(a + self.by_s, b + self.by_s, other.get(side, side)) for a, b, side in self.reps]
        found = [(r["start_s"], r["end_s"], r["side"]) for r in report["reps"] if r["complete"]]
        assert all(r["complete"] for r in report["reps"]), report["reps"]
        for start_s, end_s, side in found:
            assert any(
                abs(start_s - a) <= NEAR_S and abs(end_s - b) <= NEAR_S and side == s for a, b, s in wanted
            ), (found, wanted)
        end_s = report["video"]["duration_s"]
        for a, b, _ in wanted:
            hidden = any(s < b + _MARGIN_S and e > a - _MARGIN_S for s, e in gaps) or b > end_s - NEAR_S
            assert hidden or any(abs(start_s - a) <= NEAR_S for start_s, *_ in found), (found, wanted, gaps)


def hold_time_laws(report: dict[str, Any]) -> None:
    """Judged time and named time make the whole, and nothing was seen in time that was not judged."""
    gaps = [(gap["start_s"], gap["end_s"]) for gap in report["not_judged"]]
    duration_s = report["video"]["duration_s"]
    named_s = sum(end_s - start_s for start_s, end_s in gaps)
    judged_s = report["judged_share"] * duration_s
    assert abs(judged_s + named_s - duration_s) <= _LAW_S, (judged_s, gaps)
    flags = [flag for hold in report["holds"] for flag in hold["flags"]]
    for seen in (*report["reps"], *report["findings"], *flags):
        for start_s, end_s in gaps:
            shared_s = min(end_s, seen["end_s"]) - max(start_s, seen["start_s"])
            assert shared_s <= _LAW_S, (seen, gaps)


@dataclass(frozen=True, kw_only=True)
class Refused:
    """One line that names the problem and the fix, and nothing written. keys: any of these sentences."""

    keys: tuple[str, ...]
    code: int = 2
    leaves: frozenset[str] = frozenset()
    lang: str = "en"

    def __call__(self, outcome: Outcome) -> None:
        """Raise AssertionError where something is not as it must be."""
        assert outcome.code == self.code, (outcome.code, outcome.stderr)
        assert outcome.made <= self.leaves, outcome.made
        assert outcome.stdout == ""
        (line,) = outcome.stderr.splitlines()
        assert any(fits(line, key, self.lang) for key in self.keys), line


def fits(line: str, key: str, lang: str) -> bool:
    """Whether a line is this sentence, whatever stands in its fields."""
    pieces = [piece for piece, *_ in Formatter().parse(words(lang).sentences[key])]
    at = len("formcheck: ")
    for piece in pieces:
        found = line.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return line.startswith("formcheck: ")


@dataclass(frozen=True, kw_only=True)
class Unjudged:
    """Read, and not judged for this reason."""

    reason: str

    def __call__(self, outcome: Outcome) -> None:
        """Raise AssertionError where something is not as it must be."""
        assert outcome.code == _NOTHING_JUDGED, (outcome.code, outcome.stderr)
        assert {gap["reason"] for gap in outcome.report["not_judged"]} == {self.reason}
        hold_time_laws(outcome.report)
        assert len(outcome.stderr.splitlines()) == 1
