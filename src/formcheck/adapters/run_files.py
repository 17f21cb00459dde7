"""Analyses one file and writes the files that were asked for. All or nothing: a failed run leaves none.

What reads and judges videos is imported once it is known that there is one to read and where to write to: a
wrong name is told at once.
"""

import tempfile
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from formcheck.adapters.input_file import check_input, name_of
from formcheck.adapters.interruption import interruptible
from formcheck.adapters.models import ModelName
from formcheck.adapters.output_check import STDOUT, Wanted, check_outputs, told
from formcheck.adapters.output_files import OutputFiles
from formcheck.adapters.terminal_progress import progress_on_terminal
from formcheck.domain.output_errors import OutputNotWritable, ReportOfOtherKind
from formcheck.i18n import Words

if TYPE_CHECKING:
    from formcheck.adapters.analysis import Analysis, Moment
    from formcheck.domain.body import Side
    from formcheck.exercises import ExerciseSpec

_ENDINGS = (".html", ".pdf")
# Bytes that a file takes for each that is read: on the low side of what was measured (0.16 to 2 for a video),
# since too little room is refused.
_SHARES = {"video": 0.3}
_SHARE_OF_OTHERS = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """Where to write what, by the name of its option. json: a path, or "-" for standard output."""

    json: str | None = None
    csv: Path | None = None
    video: Path | None = None
    report: Path | None = None
    recording: Path | None = None

    def check(self, source: Path) -> None:
        """Complain before an hour of work, not after. source: what will be read. Raises OutputNotWritable."""
        if self.report and self.report.suffix.lower() not in _ENDINGS:
            raise ReportOfOtherKind(name=str(self.report))
        wanted = {field.name: getattr(self, field.name) for field in fields(self)}
        check_outputs(
            [
                Wanted(str(path), _SHARES.get(name, _SHARE_OF_OTHERS))
                for name, path in wanted.items()
                if path is not None
            ],
            source,
        )


def run(
    video: Path,
    spec: "ExerciseSpec",
    outputs: Outputs,
    say: Words,
    *,
    side: "Side | None",
    model: ModelName,
    hindsight: bool = True,
    quiet: bool,
    mirrored: bool = False,
    height_m: float | None = None,
) -> "Analysis":
    """Analyse and write. height_m: of the person, where they say it.

    Raises FormcheckError, and Interrupted when a signal asks to end.
    """
    check_input(video)
    outputs.check(video)
    from formcheck.adapters.analysis import analyse_video  # noqa: PLC0415 - after the checks: takes a second
    from formcheck.adapters.export_csv import rows_as_csv  # noqa: PLC0415 - likewise
    from formcheck.adapters.export_json import build_report  # noqa: PLC0415 - likewise

    with (
        interruptible() as interruption,
        OutputFiles() as files,
        progress_on_terminal(name_of(video), quiet=quiet) as show,
    ):

        def watch(moment: "Moment") -> bool:
            interruption.check()
            show(moment.share)
            return True

        try:
            analysis = analyse_video(
                video,
                spec,
                side=side,
                model=model,
                hindsight=hindsight,
                mirrored=mirrored,
                video_out=files.aside(outputs.video) if outputs.video else None,
                recording_out=files.aside(outputs.recording) if outputs.recording else None,
                stills=outputs.report is not None,
                say=say,
                watch=watch,
            ).of_height(height_m)
        except OutputNotWritable as error:
            raise files.spelled(error) from error
        except OSError as error:
            # What the pose model sees is kept until the end: in a file of the user's, else in one of ours.
            raise told(str(outputs.recording or tempfile.gettempdir()), error) from error
        report = build_report(analysis).to_json().encode()
        if outputs.json and outputs.json != STDOUT:
            files.write(Path(outputs.json), report)
        if outputs.csv:
            files.write(outputs.csv, rows_as_csv(analysis.rows).encode())
        if outputs.report:
            files.write(outputs.report, _readable(outputs.report, analysis, say))
        files.deliver(stdout=report if outputs.json == STDOUT else b"")
        interruption.hold()
        files.commit()
    return analysis


def _readable(path: Path, analysis: "Analysis", say: Words) -> bytes:
    if path.suffix.lower() == ".pdf":
        from formcheck.adapters.report_pdf import report_pdf  # noqa: PLC0415 - only when asked for

        return report_pdf(analysis, say)
    from formcheck.adapters.report_html import report_html  # noqa: PLC0415 - only when asked for

    return report_html(analysis, say).encode()
