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
from formcheck.adapters.interrupted import Waiting, shelf
from formcheck.adapters.recording import is_recording
from formcheck.adapters.spare_memory import give_back
from formcheck.adapters.store import Kept
from formcheck.domain.body import Bytes
from formcheck.domain.errors import FormcheckError
from formcheck.domain.output_errors import OutputNotWritable, UploadNotKept
from formcheck.domain.store_errors import HistoryUnavailable
from formcheck.i18n import words
from formcheck.review.looks_like import looks_like
from formcheck.ui.order import Order
from formcheck.ui.source import Source
from formcheck.ui.tidy import make_folder

_PREVIEW_EVERY_S = 0.5
_PREVIEW_WIDTH_PX = 480


class JobStage(Enum):
    """How far a job is."""

    RUNNING = auto()
    DONE = auto()
    CANCELLED = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class JobProgress:
    """A look at a job.

    share: 0..1. done: repetitions or holds counted. error: what the user can fix, None for a fault of ours.
    kept: what became of the analysis in the history; None where it was not to be kept.
    """

    stage: JobStage = JobStage.RUNNING
    share: float = 0.0
    preview_rgb: Bytes | None = None
    done: int = 0
    analysis: Analysis | None = None
    kept: Kept | None = None
    error: FormcheckError | None = None


@dataclass(slots=True)
class _Shared:
    """What thread and page both hold. The thread must not hold the job, or the job would never go away."""

    folder: Path
    source: Source
    stop: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    progress: JobProgress = field(default_factory=JobProgress)

    def set(self, progress: JobProgress) -> None:
        with self.lock:
            self.progress = progress


class Job:
    """Runs at once. Its files go with it: on `close`, when nobody holds it any more, or when Python ends.

    video: what was sent, or what was interrupted before; it is offered again if this is interrupted, too.
    """

    def __init__(self, order: Order, video: BinaryIO | Waiting) -> None:
        self.order = order
        self.started_s = time.monotonic()
        folder = make_folder()
        self._shared = _Shared(folder, Source(folder))
        self._close = weakref.finalize(self, _close, self._shared)
        self._thread = threading.Thread(
            target=_run, args=(self._shared, order), name="formcheck-job", daemon=True
        )
        try:
            self._shared.source.take_in(order, video)
        except OSError as error:
            self._shared.set(JobProgress(stage=JobStage.FAILED, error=_not_kept(order, error.strerror)))
            return
        self._thread.start()

    @property
    def progress(self) -> JobProgress:
        """Where it is now."""
        with self._shared.lock:
            return self._shared.progress

    @property
    def video(self) -> Path:
        """The annotated video, once it is done."""
        return self._shared.folder / "annotated.mp4"

    @property
    def source(self) -> Path | None:
        """The visitor's own video, while it may be analysed once more: as another exercise."""
        path = self._shared.source.path
        return path if path.is_file() else None

    @property
    def recording(self) -> Path:
        """What the pose model saw, once it is done: no picture is in it."""
        return self._shared.folder / "recording.npz"

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
        if self._thread.ident is not None:
            self._thread.join(timeout_s)

    @property
    def closed(self) -> bool:
        """Whether its files are gone."""
        return not self._close.alive

    def close(self) -> None:
        """Stop it and delete its files."""
        self._close()


def _close(shared: _Shared) -> None:
    if not threading.main_thread().is_alive():  # Python ends: what is under way was interrupted, not given up
        shelf().close()
    shared.stop.set()
    shutil.rmtree(shared.folder, ignore_errors=True)


def _run(shared: _Shared, order: Order) -> None:
    source, over = shared.source, False
    path = source.path
    try:
        source.prepare()
        analysis = analyse_video(
            path,
            order.spec,
            side=order.side,
            model=order.model,
            mirrored=order.mirrored,
            apart=True,
            video_out=None if is_recording(path) else shared.folder / "annotated.mp4",
            recording_out=shared.folder / "recording.npz",
            say=words(order.language),
            watch=_watcher(shared),
        ).of_height(order.height_m)
    except Cancelled:
        shared.set(replace(shared.progress, stage=JobStage.CANCELLED))
    except OutputNotWritable as error:
        failed = _not_kept(order, error.params.get("reason"))
        shared.set(replace(shared.progress, stage=JobStage.FAILED, error=failed))
    except FormcheckError as error:
        shared.set(replace(shared.progress, stage=JobStage.FAILED, error=_renamed(error, path, order)))
    except Exception:  # noqa: BLE001 - a thread has nobody above it; the page says so, the log has the rest
        if not shared.stop.is_set():
            traceback.print_exc()
        shared.set(replace(shared.progress, stage=JobStage.FAILED))
    else:
        if looks_like(analysis.report) is None:
            path.unlink(missing_ok=True)  # nobody needs it any more
        else:
            source.keep_here()
        if analysis.video.name == path.name:  # a recording knows the name of its video
            analysis = replace(analysis, video=replace(analysis.video, name=order.name))
        if order.aim is not None:
            analysis = replace(analysis, report=replace(analysis.report, aim=order.aim))
        kept = _keep(shared, order, analysis)
        over = kept is None or kept.trouble is None
        done = replace(shared.progress, stage=JobStage.DONE, share=1.0, analysis=analysis, kept=kept)
        source.end(over=over)
        shared.set(done)
    source.end(over=over)
    give_back()


def _keep(shared: _Shared, order: Order, analysis: Analysis) -> Kept | None:
    """Into the history with it, before anybody may leave the page. What goes wrong costs no result."""
    if order.keeper is None:
        return None
    try:
        return order.keeper.keep(
            analysis,
            recording=shared.folder / "recording.npz",
            video=shared.folder / "annotated.mp4",
            key=shared.source.set_key,
        )
    except Exception:  # noqa: BLE001 - a fault of ours; the page says so, the log has the rest
        traceback.print_exc()
        return Kept(trouble=HistoryUnavailable(reason=""))


def _renamed(error: FormcheckError, path: Path, order: Order) -> FormcheckError:
    """The error, with the name that the visitor knows."""
    if error.params.get("name") != path.name:
        return error
    return type(error)(**(error.params | {"name": order.name}))


def _not_kept(order: Order, reason: str | None) -> UploadNotKept:
    return UploadNotKept(name=order.name, reason=reason or "")


def _watcher(shared: _Shared) -> Callable[[Moment], bool]:
    last_s = 0.0

    def watch(moment: Moment) -> bool:
        nonlocal last_s
        now_s = time.monotonic()
        if now_s - last_s >= _PREVIEW_EVERY_S:
            last_s = now_s
            counted = moment.step.progress
            image = moment.image_rgb
            shared.set(
                JobProgress(
                    share=0.0 if math.isnan(moment.share) else moment.share,
                    preview_rgb=None if image is None else _small(image),
                    done=counted.complete_reps + counted.holds,
                )
            )
        return not shared.stop.is_set()

    return watch


def _small(image: Bytes) -> Bytes:
    every = max(1, image.shape[1] // _PREVIEW_WIDTH_PX)
    return image[::every, ::every].copy()
