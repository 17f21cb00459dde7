"""One analysis in a thread of its own: the page stays alive, shows where it is, and can stop it."""

import math
import shutil
import threading
import time
import traceback
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO

from formcheck.adapters.analysis import Analysis, Cancelled, Moment, analyse_video
from formcheck.adapters.models import ModelName
from formcheck.domain.body import Bytes, Side
from formcheck.domain.errors import FormcheckError
from formcheck.exercises import ExerciseSpec
from formcheck.i18n import Language, words
from formcheck.ui.tidy import make_folder

_PREVIEW_EVERY_S = 0.5
_PREVIEW_WIDTH_PX = 480


class Stage(Enum):
    """How far a job is."""

    RUNNING = auto()
    DONE = auto()
    CANCELLED = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be analysed. name: as the user knows the file; language: of the words in the video."""

    name: str
    spec: ExerciseSpec
    side: Side | None
    model: ModelName
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A look at a job.

    share: 0..1. done: repetitions or holds counted. error: what the user can fix, None for a fault of ours.
    """

    stage: Stage = Stage.RUNNING
    share: float = 0.0
    preview_rgb: Bytes | None = None
    done: int = 0
    analysis: Analysis | None = None
    error: FormcheckError | None = None


@dataclass(slots=True)
class _Shared:
    """What thread and page both hold. The thread must not hold the job, or the job would never go away."""

    folder: Path
    stop: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    progress: Progress = field(default_factory=Progress)

    def set(self, progress: Progress) -> None:
        with self.lock:
            self.progress = progress


class Job:
    """Runs at once. Its files go away with it: on `close`, with the session, or when Python ends."""

    def __init__(self, order: Order, video: BinaryIO) -> None:
        self.order = order
        self.started_s = time.monotonic()
        folder = make_folder()
        self._shared = _Shared(folder)
        self._close = weakref.finalize(self, _close, self._shared)
        path = folder / "in" / Path(order.name).name
        path.parent.mkdir()
        with path.open("wb") as file:
            shutil.copyfileobj(video, file)
        self._thread = threading.Thread(
            target=_run, args=(self._shared, order, path), name="formcheck-job", daemon=True
        )
        self._thread.start()

    @property
    def progress(self) -> Progress:
        """Where it is now."""
        with self._shared.lock:
            return self._shared.progress

    @property
    def video(self) -> Path:
        """The annotated video, once it is done."""
        return self._shared.folder / "annotated.mp4"

    @property
    def left_s(self) -> float | None:
        """Seconds that it will still take; None while that is anybody's guess."""
        share, spent_s = self.progress.share, time.monotonic() - self.started_s
        return spent_s * (1.0 - share) / share if share > 0.03 and spent_s > 1.0 else None  # noqa: PLR2004

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._shared.stop.is_set()

    def cancel(self) -> None:
        """Ask it to stop: it does after the frame at hand."""
        self._shared.stop.set()

    def wait(self, timeout_s: float) -> None:
        """Wait until it has ended."""
        self._thread.join(timeout_s)

    @property
    def closed(self) -> bool:
        """Whether its files are gone."""
        return not self._close.alive

    def close(self) -> None:
        """Stop it and delete its files."""
        self._close()


def _close(shared: _Shared) -> None:
    shared.stop.set()
    shutil.rmtree(shared.folder, ignore_errors=True)


def _run(shared: _Shared, order: Order, path: Path) -> None:
    try:
        analysis = analyse_video(
            path,
            order.spec,
            side=order.side,
            model=order.model,
            video_out=shared.folder / "annotated.mp4",
            say=words(order.language),
            watch=_watcher(shared),
        )
    except Cancelled:
        shared.set(replace(shared.progress, stage=Stage.CANCELLED))
    except FormcheckError as error:
        shared.set(replace(shared.progress, stage=Stage.FAILED, error=error))
    except Exception:  # noqa: BLE001 - a thread has nobody above it; the page says so, the log has the rest
        if not shared.stop.is_set():
            traceback.print_exc()
        shared.set(replace(shared.progress, stage=Stage.FAILED))
    else:
        shared.set(replace(shared.progress, stage=Stage.DONE, share=1.0, analysis=analysis))


def _watcher(shared: _Shared) -> Callable[[Moment], bool]:
    last_s = 0.0

    def watch(moment: Moment) -> bool:
        nonlocal last_s
        now_s = time.monotonic()
        if now_s - last_s >= _PREVIEW_EVERY_S:
            last_s = now_s
            counted = moment.step.progress
            shared.set(
                Progress(
                    share=0.0 if math.isnan(moment.share) else moment.share,
                    preview_rgb=_small(moment.image_rgb),
                    done=counted.complete_reps + counted.holds,
                )
            )
        return not shared.stop.is_set()

    return watch


def _small(image: Bytes) -> Bytes:
    every = max(1, image.shape[1] // _PREVIEW_WIDTH_PX)
    return image[::every, ::every].copy()
