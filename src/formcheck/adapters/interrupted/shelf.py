"""Where what is under way lies, a folder each, under its profile: nobody but the user may look into it.

A folder belongs to the process that its order names. While that runs, nobody else touches it.
"""

import os
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO
from uuid import UUID

import psutil
from pydantic import ValidationError

from formcheck.adapters.interrupted.journal import any_run
from formcheck.adapters.interrupted.order import KeptOrder
from formcheck.adapters.store.set_values import SetSource

DAYS = 7
_ORDER, _UPLOAD, _JOURNAL = "order.json", "upload", "seen"
_NEW = ".new-"
_BEING_MADE_S = 3600.0
_PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is under way, or waits to be gone on with. folder: of its own."""

    folder: Path
    order: KeptOrder

    @property
    def until(self) -> datetime:
        """When it goes by itself."""
        return self.order.at + timedelta(days=DAYS)

    @property
    def journal(self) -> Path:
        """What the pose model saw of a live set."""
        return self.folder / _JOURNAL

    def upload(self, ending: str) -> Path:
        """The file that is analysed, with an ending by which formats are told."""
        return self.folder / f"{_UPLOAD}{ending}"

    @property
    def uploaded(self) -> Path | None:
        """That file, where it is there."""
        return next((each for each in self.folder.glob(f"{_UPLOAD}*") if each.is_file()), None)


@dataclass(slots=True)
class Shelf:
    """All of it. Methods may be called from any thread; what raises OSError says so."""

    folder: Path
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _mine: set[str] = field(default_factory=set)
    _closed: bool = False

    def begin(self, profile: UUID, order: KeptOrder) -> Waiting:
        """Make a folder for what begins now. Raises OSError."""
        home = self.folder / profile.hex
        name = secrets.token_hex(12)
        new = home / f"{_NEW}{name}"
        with self._lock:  # who leaves nothing empty waits
            for each in (self.folder.parent, self.folder, home):
                each.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            new.mkdir(mode=_PRIVATE)
        waiting = Waiting(home / name, _taken(order))
        _write(new, waiting.order)
        with self._lock:
            self._mine.add(name)
        new.rename(waiting.folder)
        return waiting

    def of(self, profile: UUID) -> list[Waiting]:
        """What waits for this profile, oldest first."""
        found = [each for each in self._all(self.folder / profile.hex) if self._waits(each)]
        return sorted(found, key=lambda each: each.order.at)

    def take(self, waiting: Waiting) -> Waiting | None:
        """Go on with it, and keep others from doing so; None when somebody else was quicker."""
        name = secrets.token_hex(12)
        taken = Waiting(waiting.folder.with_name(name), _taken(waiting.order))
        with self._lock:
            self._mine.add(name)
        try:
            waiting.folder.rename(taken.folder)
            _write(taken.folder, taken.order)
        except OSError:
            return None
        return taken

    def put_back(self, waiting: Waiting) -> None:
        """Nobody works at it any more: let it wait."""
        with suppress(OSError):
            _write(waiting.folder, waiting.order.model_copy(update={"pid": None, "taken_at": None}))
        self._forget(waiting)

    def discard(self, waiting: Waiting) -> None:
        """Delete it: over, or not wanted. Not while the server stops: what fails then was interrupted."""
        if self._closed:
            return
        shutil.rmtree(waiting.folder, ignore_errors=True)
        self._leave_nothing_empty(waiting.folder.parent)
        self._forget(waiting)

    def _leave_nothing_empty(self, home: Path) -> None:
        with self._lock, suppress(OSError):  # others of this profile, or of other ones, are in it
            home.rmdir()
            self.folder.rmdir()

    def _forget(self, waiting: Waiting) -> None:
        with self._lock:
            self._mine.discard(waiting.folder.name)

    @contextmanager
    def open(self) -> Iterator[None]:
        """While the server runs."""
        self._closed = False
        self.sweep()
        try:
            yield
        finally:
            self.close()

    def close(self) -> None:
        """From now on keep whatever is there."""
        self._closed = True

    def discard_all(self, profile: UUID) -> None:
        """Delete all of a profile."""
        shutil.rmtree(self.folder / profile.hex, ignore_errors=True)
        with self._lock, suppress(OSError):  # those of others are in it
            self.folder.rmdir()

    def sweep(self) -> None:
        """Delete what is too old, what cannot be read, and sets in which nothing had begun."""
        with suppress(OSError):
            for home in list(self.folder.iterdir()):
                for folder in list(home.iterdir()):
                    self._sweep(folder)
                self._leave_nothing_empty(home)

    def _sweep(self, folder: Path) -> None:
        waiting = _read(folder)
        if waiting is not None:
            if not self._is_held(waiting) and not _worth_it(waiting):
                shutil.rmtree(folder, ignore_errors=True)
        elif datetime.now(UTC).timestamp() - folder.stat().st_mtime > _BEING_MADE_S:
            shutil.rmtree(folder, ignore_errors=True)

    def _all(self, home: Path) -> Iterator[Waiting]:
        with suppress(OSError):
            for folder in list(home.iterdir()):
                found = _read(folder)
                if found is not None:
                    yield found

    def _waits(self, waiting: Waiting) -> bool:
        return not self._is_held(waiting) and _worth_it(waiting)

    def _is_held(self, waiting: Waiting) -> bool:
        """Whether a process works at it. Of a number that was given again the process is the younger one."""
        order = waiting.order
        if order.pid is None or order.taken_at is None:
            return False
        if order.pid == os.getpid():
            with self._lock:
                return waiting.folder.name in self._mine
        try:
            since_s = psutil.Process(order.pid).create_time()
        except (psutil.NoSuchProcess, ValueError):
            return False
        except psutil.AccessDenied:
            return True
        return since_s <= order.taken_at.timestamp()


def open_private(path: Path) -> IO[bytes]:
    """Open a new file that nobody else may read. Raises OSError."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _worth_it(waiting: Waiting) -> bool:
    if datetime.now(UTC) > waiting.until:
        return False
    if waiting.order.source is SetSource.LIVE:
        return any_run(waiting.journal)
    return waiting.uploaded is not None


def _taken(order: KeptOrder) -> KeptOrder:
    return order.model_copy(update={"pid": os.getpid(), "taken_at": datetime.now(UTC)})


def _write(folder: Path, order: KeptOrder) -> None:
    """All of it or nothing: a kill or a power cut in the middle leaves the old one."""
    with open_private(folder / f"{_NEW}{_ORDER}") as file:
        file.write(order.model_dump_json().encode())
        file.flush()
        os.fsync(file.fileno())  # what is kept of a set is worth nothing without it
    (folder / f"{_NEW}{_ORDER}").replace(folder / _ORDER)


def _read(folder: Path) -> Waiting | None:
    if folder.name.startswith(_NEW):
        return None
    try:
        return Waiting(folder, KeptOrder.model_validate_json((folder / _ORDER).read_bytes()))
    except (OSError, ValidationError):
        return None
