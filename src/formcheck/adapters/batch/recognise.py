"""Which exercise a recording shows: the one that counts most in it."""

from pathlib import Path

from formcheck.adapters.analysis import Analysis, analyse_video
from formcheck.exercises import EXERCISES

# Where nothing was counted: an exercise is named by its position alone if that was seen this long.
_JUDGED_SHARE = 0.5


def recognised(recording: Path, *, hindsight: bool) -> Analysis | None:
    """Judge a recording by each exercise. None where it shows none of them."""
    tried = [analyse_video(recording, spec, hindsight=hindsight) for spec in EXERCISES.values()]
    best = max(tried, key=_rank)
    counted, judged_share = _rank(best)
    return best if counted or judged_share >= _JUDGED_SHARE else None


def _rank(analysis: Analysis) -> tuple[int, float]:
    report = analysis.report
    counted = report.complete_reps + len(report.holds) + len(report.tries)
    return counted, report.judged_share
