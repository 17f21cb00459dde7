"""Goes through a batch: what is done is left alone, the rest is shared out, each result is kept at once.

One bad file never stops the others. Whenever the run ends, the same order takes it up where it was.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from formcheck.adapters.batch.clips import Clip, clips_of
from formcheck.adapters.batch.cluster import cluster
from formcheck.adapters.batch.manifest import Entry, Manifest
from formcheck.adapters.batch.order import BatchOrder
from formcheck.adapters.batch.table import parquet, row_of
from formcheck.adapters.batch.task import Outcome, Task, look_at
from formcheck.adapters.output_check import telling
from formcheck.adapters.output_files import OutputFiles
from formcheck.domain.batch_errors import UnforeseenInBatch, WorkerLost
from formcheck.domain.output_errors import OutputNameTooLong

if TYPE_CHECKING:
    from distributed import Client, Future

REPORTS, RECORDINGS, TABLE = "reports", "recordings", "results.parquet"
Watch = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDone:
    """How a batch ended. files: of all that there are. analysed: in this run. before: well done in an earlier
    one. looked: files whose pictures went through the pose model now. failed: in this run or before. judged:
    whether in any at least one picture could be judged.
    """

    files: int
    analysed: int
    before: int
    looked: int
    failed: Sequence[Entry]
    judged: bool


def run_batch(order: BatchOrder, watch: Watch = lambda _: None) -> BatchDone:
    """Do what is not done yet. watch: called with the share that is done, 0..1.

    Raises FormcheckError: only for what concerns the batch as a whole.
    """
    clips = clips_of(order)
    with telling(str(order.out)):
        order.out.mkdir(parents=True, exist_ok=True)
        manifest = Manifest(order.out)
    todo: list[tuple[Clip, str]] = []
    analysed = looked = 0
    for clip in clips:
        sha256 = _content_of(clip)
        if not (manifest.done(clip.name, sha256, order.settings) and _is_there(order, manifest, clip)):
            todo.append((clip, sha256))
    found_done = len(clips) - len(todo)
    if todo:
        workers = min(order.workers or os.cpu_count() or 1, len(todo))
        with cluster(workers, order.scheduler) as client:
            for n, (clip, sha256, outcome) in enumerate(_results(client, order, todo), start=1):
                entry = _keep(order, clip, sha256, outcome)
                with telling(str(order.out)):
                    manifest.add(entry)
                analysed += entry.status == "analysed"
                looked += outcome.looked
                watch((found_done + n) / len(clips))
    entries = [manifest.entries[clip.name] for clip in clips]
    rows = [_row(order, entry) for entry in entries]
    _write(order.out / TABLE, parquet(rows))
    failed = [entry for entry in entries if entry.status == "failed"]
    return BatchDone(
        files=len(clips),
        analysed=analysed,
        before=len(clips) - analysed - len(failed),
        looked=looked,
        failed=failed,
        judged=any((row.get("judged_share") or 0.0) > 0.0 for row in rows),
    )


def _results(
    client: "Client", order: BatchOrder, todo: Sequence[tuple[Clip, str]]
) -> Iterator[tuple[Clip, str, Outcome]]:
    """Share files out, one a thread at a time, so that a lost worker takes no waiting file with it."""
    from distributed import KilledWorker, as_completed  # noqa: PLC0415 - an optional extra

    waiting = iter(todo)
    running: dict[Future[Outcome], tuple[Clip, str]] = {}

    def submit() -> "Future[Outcome] | None":
        for clip, sha256 in waiting:
            future = client.submit(look_at, _task(order, clip), pure=False)
            running[future] = (clip, sha256)
            return future
        return None

    threads = max(1, sum(client.nthreads().values()))
    first = [each for each in (submit() for _ in range(threads)) if each]
    ready = as_completed(first, loop=client.loop)
    for future in ready:
        clip, sha256 = running.pop(future)
        error = future.exception()
        if error is None:
            outcome = future.result()
        elif isinstance(error, KilledWorker):
            outcome = Outcome(error=WorkerLost.key, params={"name": clip.name}, looked=True, final=False)
        else:
            # Whatever one file brings to light must not stop the others.
            outcome = Outcome(
                error=UnforeseenInBatch.key, params={"name": clip.name}, looked=True, final=False
            )
        future.release()
        if following := submit():
            ready.add(following)
        yield clip, sha256, outcome


def _task(order: BatchOrder, clip: Clip) -> Task:
    return Task(
        path=str(clip.path.absolute()),
        exercise=order.exercise,
        model=order.model.value,
        hindsight=order.hindsight,
        recording=order.recordings,
    )


def _keep(order: BatchOrder, clip: Clip, sha256: str, outcome: Outcome) -> Entry:
    """Write what came of a file."""
    if outcome.report is not None:
        try:
            if outcome.recording is not None:
                _write(_place(order, RECORDINGS, clip.name, ".npz"), outcome.recording)
            _write(_place(order, REPORTS, clip.name, ".json"), outcome.report.encode())
        except OutputNameTooLong as error:
            outcome = Outcome(error=error.key, params=error.params, final=True)
    return Entry(
        name=clip.name,
        sha256=sha256,
        settings=order.settings,
        status="failed" if outcome.error else "analysed",
        error=outcome.error,
        params=dict(outcome.params),
        final=outcome.final,
    )


def _is_there(order: BatchOrder, manifest: Manifest, clip: Clip) -> bool:
    """Whether what the manifest tells of lies in its place: somebody may have taken it away."""
    if manifest.entries[clip.name].status == "failed":
        return True
    kinds = [(REPORTS, ".json")]
    if order.recordings and not order.from_recordings:
        kinds.append((RECORDINGS, ".npz"))
    return all(_place(order, folder, clip.name, ending).is_file() for folder, ending in kinds)


def _row(order: BatchOrder, entry: Entry) -> dict[str, Any]:
    row: dict[str, Any] = {"name": entry.name, "sha256": entry.sha256, "status": entry.status}
    if entry.status == "failed":
        return row | {"error": entry.error}
    return row | row_of(json.loads(_place(order, REPORTS, entry.name, ".json").read_bytes()))


def _place(order: BatchOrder, folder: str, name: str, ending: str) -> Path:
    return order.out / folder / f"{name}{ending}"


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing. Raises OutputNotWritable."""
    with telling(str(path)):
        path.parent.mkdir(parents=True, exist_ok=True)
    with OutputFiles() as files:
        files.write(path, content)
        files.commit()


def _content_of(clip: Clip) -> str:
    try:
        return clip.sha256()
    except OSError:
        return ""  # the worker says what is the matter with it
