"""One clip: what was counted, what to change, and every file that can be made of it.

python examples/one_clip.py sample_videos/glute_bridge_clean.mp4 glute-bridge results
"""

import sys
from pathlib import Path

import formcheck


def main(clip: str, exercise: str, folder: str) -> None:
    """Analyse a clip, or a recording of one, and write the results into a folder."""
    results = Path(folder)
    results.mkdir(parents=True, exist_ok=True)
    analysis = formcheck.analyze(clip, exercise)

    report = analysis.report
    print(f"{report.complete_reps} complete, {report.partial_reps} not; {report.judged_share:.0%} judged")
    for rep in report.reps:
        print(f"  {rep.start_s:5.1f} to {rep.end_s:5.1f} s, {rep.side}: {', '.join(rep.flags) or 'no fault'}")
    for gap in report.gaps:
        print(f"  {gap.start_s:5.1f} to {gap.end_s:5.1f} s cannot be judged: {gap.reason}")

    analysis.save_json(results / "report.json")
    analysis.save_csv(results / "measures.csv")
    analysis.save_html(results / "report.html", words="en")
    analysis.save_pdf(results / "report.pdf", words="da")
    if Path(clip).suffix != ".npz":  # a recording holds no pictures
        analysis.save_video(results / "annotated.mp4")


if __name__ == "__main__":
    main(*sys.argv[1:])
