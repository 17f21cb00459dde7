"""A folder of clips of one exercise: a line each in a table; what cannot be read is said, the rest goes on.

python examples/a_folder.py my_clips supine-march table.csv
"""

import csv
import sys
from pathlib import Path

import formcheck

ENDINGS = {".mp4", ".mov", ".webm", ".npz"}
COLUMNS = ("clip", "judged_share", "complete_reps", "partial_reps", "credited_hold_s", "faults", "trouble")


def row_of(clip: Path, exercise: str) -> dict[str, object]:
    """One line of the table."""
    try:
        report = formcheck.analyze(clip, exercise).report
    except formcheck.FormcheckError as error:
        # An error carries a key and its parameters; the sentence is found among the words.
        return {"clip": clip.name, "trouble": formcheck.words("en").say(error.key, **error.params)}
    return {
        "clip": clip.name,
        "judged_share": round(report.judged_share, 3),
        "complete_reps": report.complete_reps,
        "partial_reps": report.partial_reps,
        "credited_hold_s": round(sum(hold.credited_s for hold in report.holds), 1),
        "faults": " ".join(sorted({finding.flag for finding in report.findings})),
    }


def main(folder: str, exercise: str, table: str) -> None:
    """Analyse every clip of a folder."""
    clips = sorted(path for path in Path(folder).iterdir() if path.suffix.lower() in ENDINGS)
    with Path(table).open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for clip in clips:
            writer.writerow(row_of(clip, exercise))
            print(clip.name)


if __name__ == "__main__":
    main(*sys.argv[1:])
