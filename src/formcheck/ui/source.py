"""The file of an analysis: in the visitor's own folder if it is to be gone on with after a kill."""

import re
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from formcheck.adapters.interrupted import KeptOrder, Waiting, open_private, shelf, write_recording
from formcheck.adapters.store import SetSource
from formcheck.domain.errors import RecordingUnreadable
from formcheck.ui.order import Order

_ENDING = re.compile(r"\.[a-z0-9]{1,8}$", re.ASCII | re.IGNORECASE)


@dataclass(slots=True)
class Source:
    """Where it is. folder: temporary, for what nobody will ask for again. waiting: what a kill would leave.

    path: of the file. A name of our own: the visitor's may be longer than the file system allows, or mean
    something to it.
    """

    folder: Path
    path: Path = field(init=False)
    waiting: Waiting | None = None

    @property
    def set_key(self) -> UUID | None:
        """Of the set that the analysis becomes; None where nothing would be left of it."""
        return None if self.waiting is None else self.waiting.order.set_key

    def take_in(self, order: Order, video: BinaryIO | Waiting) -> None:
        """Take the file that was sent, or what was interrupted. Raises OSError."""
        self.path = self.folder / f"upload{_ending(order.name)}"
        if isinstance(video, Waiting):
            self.waiting = video
            if video.order.source is SetSource.LIVE:
                self.path = self.folder / "workout.npz"
            else:
                self.path = video.uploaded or self.path
            return
        self.waiting = _waiting_for(order)
        if self.waiting is not None:
            self.path = self.waiting.upload(_ending(order.name))
        try:
            with open_private(self.path) as file:
                shutil.copyfileobj(video, file)
        except OSError:
            self.end(over=True)
            raise

    def prepare(self) -> None:
        """Make it a file that can be analysed. Raises OSError, RecordingUnreadable."""
        if self.waiting is None or self.waiting.order.source is not SetSource.LIVE:
            return
        try:
            with open_private(self.path) as file:
                write_recording(self.waiting.journal, file)
        except RecordingUnreadable:
            raise RecordingUnreadable(name=self.path.name) from None

    def keep_here(self) -> None:
        """It may be analysed once more: in the temporary folder it stays as long as its result is shown."""
        if self.path.parent != self.folder and self.path.is_file():
            self.path = Path(shutil.move(self.path, self.folder / self.path.name))

    def end(self, *, over: bool) -> None:
        """The analysis has ended. A live set that is not over, and so not kept, goes on waiting."""
        waiting, self.waiting = self.waiting, None
        if waiting is None:
            return
        if over or waiting.order.source is SetSource.FILE:
            shelf().discard(waiting)
        else:
            shelf().put_back(waiting)


def _waiting_for(order: Order) -> Waiting | None:
    """A place for what is to be kept; None for all else, and where there is no room."""
    keeper = order.keeper
    if keeper is None:
        return None
    written = KeptOrder(
        source=keeper.source,
        at=datetime.now(UTC),
        exercise=order.spec.slug,
        model=order.model,
        language=order.language,
        side=order.side,
        name=order.name.encode(errors="replace").decode(),
        mirrored=order.mirrored,
        height_m=order.height_m,
        keep_video=keeper.keep_video,
        aim=order.aim,
    )
    with suppress(OSError):
        return shelf().begin(keeper.mine.profile.key, written)
    return None


def _ending(name: str) -> str:
    """Ending of a file's name, as far as it is one: to tell a recording by it, or some formats."""
    found = _ENDING.search(name)
    return found[0].lower() if found else ""
