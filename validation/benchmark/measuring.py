"""Observations of clips, two at a time, kept until the clip or formcheck changes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import formcheck
from formcheck.domain.errors import FormcheckError
from validation.benchmark.looking import look
from validation.benchmark.observation import Observation, load, observe, save
from validation.benchmark.rendering import WORKERS, cache_dir

PACKAGE = Path(formcheck.__file__).parent
NOT_THE_PIPELINE = ("ui", "i18n", "review", "fonts", "sample_videos", "cli")


@dataclass(frozen=True, slots=True)
class Task:
    """A video to be judged as an exercise; `spoil` names a row of `SPOILS`, "" = as it is."""

    path: Path
    exercise: str
    spoil: str = ""


@cache
def pipeline_hash() -> str:
    """Hash of everything between a picture and a verdict: formcheck's sources, data and pose models."""
    digest = hashlib.sha256()
    models = [PACKAGE / "models", PACKAGE.parents[1] / "models"]
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    files += [path for folder in models if folder.is_dir() for path in folder.glob("*.task")]
    files.append(Path(__file__).with_name("spoiling.py"))
    files.append(Path(__file__).with_name("observation.py"))
    for path in sorted(set(files)):
        inside = path.is_relative_to(PACKAGE) and path.relative_to(PACKAGE).parts[0] in NOT_THE_PIPELINE
        if not inside:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def measure(task: Task) -> Observation:
    """The observation of one clip, from the cache if it is there."""
    kept = _kept_at(task)
    if not kept.exists():
        save(observe(look(task.path, task.spoil), task.exercise), kept)
    return load(kept)


def measure_all(tasks: Sequence[Task], done: Callable[[Task], None], *, workers: int = WORKERS) -> None:
    """Measure what is missing, so that `measure` answers at once; `done` hears of each."""
    missing = [task for task in dict.fromkeys(tasks) if not _kept_at(task).exists()]
    if not missing:
        return
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        jobs = {pool.submit(_prepare, task): task for task in missing}
        for job in as_completed(jobs):
            job.result()
            done(jobs[job])


def _prepare(task: Task) -> None:
    """Fill the cache. What fails here fails again, with its own words, when `measure` is asked."""
    with suppress(FormcheckError):
        measure(task)


def _kept_at(task: Task) -> Path:
    digest = hashlib.sha256(pipeline_hash().encode())
    digest.update(f"{task.exercise}/{task.spoil}/".encode() + task.path.read_bytes())
    return cache_dir() / "observations" / f"{task.path.stem}-{digest.hexdigest()[:16]}.npz"
