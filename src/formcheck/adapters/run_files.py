"""Analyses one file and writes the files that were asked for. All or nothing: a failed run leaves none."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from formcheck.adapters.analysis import Analysis, Moment, analyse_video
from formcheck.adapters.export_csv import rows_as_csv
from formcheck.adapters.export_json import build_report
from formcheck.adapters.models import ModelName
from formcheck.domain.body import Side
from formcheck.domain.errors import OutputNotWritable
from formcheck.exercises import ExerciseSpec
from formcheck.i18n import Words

STDOUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """Where to write what. json: a path, or "-" for standard output."""

    json: str | None = None
    csv: Path | None = None
    video: Path | None = None
    report: Path | None = None

    def check(self) -> None:
        """Complain before an hour of work, not after. Raises OutputNotWritable."""
        if self.report and self.report.suffix.lower() not in (".html", ".pdf"):
            raise OutputNotWritable(name=str(self.report), reason=".html, .pdf")
        json = Path(self.json) if self.json and self.json != STDOUT else None
        for path in filter(None, (json, self.csv, self.video, self.report)):
            if not path.absolute().parent.is_dir():
                raise OutputNotWritable(name=str(path), reason=str(path.absolute().parent))


def run(
    video: Path,
    spec: ExerciseSpec,
    outputs: Outputs,
    say: Words,
    *,
    side: Side | None,
    model: ModelName,
    quiet: bool,
) -> Analysis:
    """Analyse and write. Raises FormcheckError."""
    outputs.check()
    with _progress_on_terminal(video.name, quiet=quiet) as watch:
        analysis = analyse_video(
            video, spec, side=side, model=model, video_out=outputs.video, say=say, watch=watch
        )
    report = build_report(analysis)
    if outputs.json == STDOUT:
        sys.stdout.write(report.to_json())
    elif outputs.json:
        _write(Path(outputs.json), report.to_json().encode())
    if outputs.csv:
        _write(outputs.csv, rows_as_csv(analysis.rows).encode())
    if outputs.report:
        _write(outputs.report, _readable(outputs.report, analysis, say))
    return analysis


def _readable(path: Path, analysis: Analysis, say: Words) -> bytes:
    if path.suffix.lower() == ".pdf":
        from formcheck.adapters.report_pdf import report_pdf  # noqa: PLC0415 - only when asked for

        return report_pdf(analysis, say)
    from formcheck.adapters.report_html import report_html  # noqa: PLC0415 - only when asked for

    return report_html(analysis, say).encode()


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise OutputNotWritable(name=str(path), reason=error.strerror or type(error).__name__) from error


@contextmanager
def _progress_on_terminal(name: str, *, quiet: bool) -> Iterator[Callable[[Moment], bool] | None]:
    if quiet or not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(name, total=1.0)

        def watch(moment: Moment) -> bool:
            progress.update(task, completed=moment.share)
            return True

        yield watch
