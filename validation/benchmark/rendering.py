"""Renders what is not there yet, two clips at a time, and keeps it by content: same plan, same pixels."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from validation.benchmark.entries import Entry

WORKERS = 2
GENERATOR = Path(__file__).parents[1]
NOT_THE_GENERATOR = ("benchmark", "perturbed", "tests", "tilt", "walking")


def cache_dir() -> Path:
    """Where clips and measurements are kept: $FORMCHECK_VALIDATION_CACHE, or below ~/.cache."""
    told = os.environ.get("FORMCHECK_VALIDATION_CACHE")
    return Path(told) if told else Path.home() / ".cache" / "formcheck-validation"


@cache
def generator_hash() -> str:
    """Hash of everything that draws: the factory's sources and its bodies."""
    digest = hashlib.sha256()
    for path in sorted([*GENERATOR.rglob("*.py"), *GENERATOR.glob("*.npz")]):
        place = path.relative_to(GENERATOR)
        if place.parts[0] not in NOT_THE_GENERATOR:
            digest.update(place.as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def clip_path(entry: Entry, folder: Path | None = None) -> Path:
    """Where the video of an entry is, or will be; its truth lies beside it as .json."""
    told = json.dumps(entry.conditions, sort_keys=True) + generator_hash()
    key = hashlib.sha256(told.encode()).hexdigest()[:16]
    stem = f"{entry.exercise}_{entry.variant}_{entry.seed}".replace("-", "_")
    return (folder or cache_dir() / "clips") / f"{stem}-{key}.mp4"


def is_rendered(entry: Entry) -> bool:
    """Whether video and truth are there; the truth is written last."""
    return clip_path(entry).with_suffix(".json").exists()


def render(entry: Entry) -> Path:
    """Render one clip into the cache unless it is there; a run that is cut off leaves nothing behind."""
    from validation.clip import render_clip

    wanted = clip_path(entry)
    if not is_rendered(entry):
        making = wanted.with_suffix(f".{os.getpid()}.partial")
        plan = entry.plan()
        try:
            render_clip(plan, making)
            (making / f"{plan.name}.mp4").replace(wanted)
            (making / f"{plan.name}.json").replace(wanted.with_suffix(".json"))
        finally:
            shutil.rmtree(making, ignore_errors=True)
    return wanted


def render_all(entries: Sequence[Entry], done: Callable[[Entry], None]) -> None:
    """Render what is missing in two processes; `done` hears of each as it is finished."""
    missing = [entry for entry in entries if not is_rendered(entry)]
    if not missing:
        return
    # One thread each: the two processes are what fills two cores.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "LP_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        jobs = {pool.submit(render, entry): entry for entry in missing}
        for job in as_completed(jobs):
            job.result()
            done(jobs[job])
