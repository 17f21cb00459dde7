"""The page of all that is said of faults is that of the words and thresholds in force."""

from pathlib import Path

from formcheck.adapters.feedback_page import feedback_page
from formcheck.exercises import EXERCISES
from formcheck.i18n import LANGUAGES

PAGE = Path(__file__).parents[2] / "docs" / "FEEDBACK.md"


def test_it_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == feedback_page(), "run make feedback"


def test_every_fault_of_every_exercise_is_on_it_in_both_languages() -> None:
    rows = [row for row in feedback_page().splitlines() if row.startswith("| ") and "---" not in row]
    named = [row for row in rows if "`" in row]
    faults = sum(len(spec.flags) for spec in EXERCISES.values())
    assert len(named) == faults
    heads = sum(bool(spec.flags) for spec in EXERCISES.values())
    assert len(rows) == heads + len(LANGUAGES) * faults
