"""From a plan or a folder of clips to figures, tables, a page and an exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from validation.benchmark.clips import Clip, TruthUnreadable, clips_in, read_clip
from validation.benchmark.entries import read_plan
from validation.benchmark.limits import LIMITS, Limit, Outcome, broken, check_limits
from validation.benchmark.measuring import Task, measure, measure_all
from validation.benchmark.observation import Observation
from validation.benchmark.page import Results, write_page
from validation.benchmark.photos import check_photos
from validation.benchmark.rendering import clip_path, is_rendered, render_all
from validation.benchmark.robustness import Step, measure_point, misleading, plan_steps, task_of
from validation.benchmark.summary import Summary, summarise
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
    return _conclude(summarise(seen), outcomes_on(seen, limits, loose=False), console)


def run_benchmark(console: Console, *, docs: Path = DOCS, only_rendered: bool = False) -> int:
    """Render the plan (or take what is rendered), judge it, write the page; exit code as above."""
    plan, steps = read_plan(), plan_steps()
    entries = list(dict.fromkeys([*plan.clips, *(step.entry for step in steps)]))
    if not only_rendered:
        with _progress(console, "rendering", sum(not is_rendered(entry) for entry in entries)) as advance:
            render_all(entries, lambda _: advance())
    clips = [read_clip(clip_path(entry)) for entry in plan.clips if is_rendered(entry)]
    if not clips:
        return EXIT_NO_CLIPS
    seen = _observed(clips, console)
    summary, outcomes = summarise(seen), outcomes_on(seen, LIMITS, loose=False)
    ready = [step for step in steps if is_rendered(step.entry)]
    points = [measure_point(step) for step in _measured(ready, console)]
    page = write_page(
        Results(
            date=plan.date,
            planned=len(plan.clips),
            replaced=plan.replaced,
            curve_planned=len(steps),
            seen=seen,
            summary=summary,
            outcomes=outcomes,
            loose_outcomes=outcomes_on(seen, LIMITS, loose=True),
            points=points,
            photos=tuple(check_photos()),
        ),
        docs,
    )
    code = _conclude(summary, outcomes, console)
    print_points(points, console)
    console.print(f"Written: {page}")
    return EXIT_BROKEN if misleading(points) else code


def outcomes_on(
    seen: Sequence[tuple[Clip, Observation]], limits: tuple[Limit, ...], *, loose: bool
) -> tuple[Outcome, ...]:
    """Whether the limits are held on loose clothes, or on all others: there they are promised."""
    chosen = [(clip, observation) for clip, observation in seen if clip.loose is loose]
    return tuple(check_limits(summarise(chosen).metrics, limits))


def _conclude(summary: Summary, outcomes: tuple[Outcome, ...], console: Console) -> int:
    print_summary(summary, outcomes, console)
    failed = broken(outcomes)
    for outcome in failed:
        console.print(
            f"[bold red]Broken:[/] {outcome.exercise}: {outcome.limit.says}: {outcome.value:.2f}"
            f" {outcome.limit.unit} (limit {outcome.limit.relation} {outcome.limit.bound:g})"
        )
    return EXIT_BROKEN if failed else EXIT_HELD


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
