"""From a plan or a folder of clips to figures, tables, a page and an exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from validation.benchmark.clips import Clip, TruthUnreadable, clips_in, read_clip
from validation.benchmark.drawing import QUICK
from validation.benchmark.entries import read_plan
from validation.benchmark.judged import Judged
from validation.benchmark.limits import LIMITS, Limit, broken, check_limits
from validation.benchmark.measuring import Task, measure, measure_all
from validation.benchmark.observation import Observation
from validation.benchmark.page import Results, write_page
from validation.benchmark.photos import check_photos
from validation.benchmark.rates import broken_rates, check_flags, check_rates, split
from validation.benchmark.real_people import look_at_real_people
from validation.benchmark.rendering import clip_path, is_rendered, render_all
from validation.benchmark.robustness import Step, measure_point, misleading, plan_steps, task_of
from validation.benchmark.summary import summarise
from validation.benchmark.terminal import print_points, print_summary, wide_console

__all__ = ["TruthUnreadable", "run_benchmark", "validate_folder", "wide_console"]

EXIT_HELD = 0
EXIT_BROKEN = 1
EXIT_NO_CLIPS = 2
DOCS = Path(__file__).parents[2] / "docs"


def validate_folder(
    folder: Path, console: Console, *, quick: bool = False, limits: tuple[Limit, ...] = LIMITS
) -> int:
    """Judge every clip of a folder that has its truth beside it. quick: a clean and a faulty clip each.

    Returns 0 = all limits held, 1 = one is broken, 2 = there is no clip with truth.
    """
    clips = clips_in(folder)
    if quick:
        clips = list({(clip.exercise, clip.clean): clip for clip in reversed(clips)}.values())[::-1]
    if not clips:
        return EXIT_NO_CLIPS
    seen = _observed(clips, console)
    return _conclude(_judged(seen, limits), console)


def run_benchmark(
    console: Console,
    *,
    docs: Path = DOCS,
    quick: bool = False,
    curves: bool = True,
    only_rendered: bool = False,
) -> int:
    """Render the plan (or take what is rendered), judge it, write the page; exit code as above.

    quick: only the first clips of the plan, which hold every movement in every variant. curves: how far one
    can go, too.
    """
    plan, steps = read_plan(), plan_steps() if curves else ()
    chosen = plan.clips[:QUICK] if quick else plan.clips
    entries = list(dict.fromkeys([*chosen, *(step.entry for step in steps)]))
    if not only_rendered:
        with _progress(console, "rendering", sum(not is_rendered(entry) for entry in entries)) as advance:
            render_all(entries, lambda _: advance())
    clips = [read_clip(clip_path(entry)) for entry in chosen if is_rendered(entry)]
    if not clips:
        return EXIT_NO_CLIPS
    seen = _observed(clips, console)
    judged = _judged(seen, LIMITS)
    ready = [step for step in steps if is_rendered(step.entry)]
    points = [measure_point(step) for step in _measured(ready, console)]
    page = write_page(
        Results(
            date=plan.date,
            planned=len(plan.clips),
            curve_planned=len(plan_steps()),
            seen=seen,
            judged=judged,
            split=split(seen),
            points=points,
            photos=tuple(check_photos()),
            real_people=tuple(look_at_real_people()),
        ),
        docs,
    )
    code = _conclude(judged, console)
    print_points(points, console)
    console.print(f"Written: {page}")
    return EXIT_BROKEN if misleading(points) else code


def _judged(seen: Sequence[tuple[Clip, Observation]], limits: tuple[Limit, ...]) -> Judged:
    summary = summarise(seen)
    return Judged(
        summary=summary,
        outcomes=tuple(check_limits(summary.metrics, limits)),
        rates=(*check_rates(seen), *check_flags(summary.faults)),
    )


def _conclude(judged: Judged, console: Console) -> int:
    print_summary(judged, console)
    failed, missed = broken(judged.outcomes), broken_rates(judged.rates)
    for outcome in failed:
        console.print(
            f"[bold red]Broken:[/] {outcome.exercise}: {outcome.limit.says}: {outcome.value:.2f}"
            f" {outcome.limit.unit} (limit {outcome.limit.relation} {outcome.limit.bound:g})"
        )
    for missing in missed:
        console.print(
            f"[bold red]Broken:[/] {missing.limit.says}: {missing.rate.hits} of {missing.rate.total}"
            f" (limit >= {missing.limit.least:g})"
        )
    return EXIT_BROKEN if failed or missed else EXIT_HELD


def _observed(clips: Sequence[Clip], console: Console) -> list[tuple[Clip, Observation]]:
    tasks = {clip.path: Task(clip.path, clip.judged_as) for clip in clips}
    with _progress(console, "judging", len(tasks)) as advance:
        measure_all(list(tasks.values()), lambda _: advance())
    return [(clip, measure(tasks[clip.path])) for clip in clips]


def _measured(steps: Sequence[Step], console: Console) -> Sequence[Step]:
    tasks = [task_of(step) for step in steps]
    with _progress(console, "curves", len(set(tasks))) as advance:
        measure_all(tasks, lambda _: advance())
    return steps


@contextmanager
def _progress(console: Console, words: str, total: int) -> Iterator[Callable[[], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(words, total=max(total, 1))
        yield lambda: progress.advance(task)
