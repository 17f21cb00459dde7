"""Files that are written aside and get their names together: all of them, or none."""

import errno
import os
import secrets
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from formcheck.adapters.output_check import folder_of, telling
from formcheck.domain.output_errors import OutputNotWritable, StdoutNotWritable


class OutputFiles:
    """A context for writing. Left before `commit`, by an exception too, it leaves nothing behind.

    What is there under a name stays untouched until then. A link is kept, and what it leads to is written; a
    device or a pipe is not replaced but written into, by `deliver`. All methods raise OutputNotWritable.
    """

    def __init__(self) -> None:
        self._waiting: dict[Path, Path] = {}
        self._spelled: dict[Path, str] = {}

    def aside(self, path: Path) -> Path:
        """Where to write what will be found at this path. The file is there, and empty."""
        target = Path(os.path.realpath(path))
        folder = Path(tempfile.gettempdir()) if _stays(target) else folder_of(path)
        # Not made of the file's own name, which may be as long as the file system allows.
        new = folder / f".formcheck-{secrets.token_hex(6)}.part"
        with telling(str(path)):
            os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        self._waiting[target], self._spelled[target] = new, str(path)
        return new

    def write(self, path: Path, content: bytes) -> None:
        """Write a whole file aside."""
        new = self.aside(path)
        with telling(str(path)):
            new.write_bytes(content)

    def deliver(self, *, stdout: bytes = b"") -> None:
        """Write what cannot be taken back: to standard output, devices and pipes."""
        if stdout:
            write_stdout(stdout)
        for target, new in self._waiting.items():
            if _stays(target) and new.exists():
                with telling(self._spelled[target]), new.open("rb") as source, target.open("wb") as sink:
                    shutil.copyfileobj(source, sink)

    def commit(self) -> None:
        """Give the other files their names."""
        kept: dict[Path, Path | None] = {}
        try:
            for target, new in self._waiting.items():
                if new.exists() and not _stays(target):
                    with telling(self._spelled[target]):
                        kept[target] = _keep(target)
                        if target.exists():
                            shutil.copymode(target, new)
                        new.replace(target)
        except BaseException:
            for target, old in reversed(kept.items()):
                _put_back(target, old)
            raise
        for old in filter(None, kept.values()):
            old.unlink(missing_ok=True)

    def spelled(self, error: OutputNotWritable) -> OutputNotWritable:
        """The error of a file that was written aside, by the name that it was to get."""
        name = Path(error.params.get("name", "")).name
        for target, new in self._waiting.items():
            if name == new.name:
                return type(error)(**(error.params | {"name": self._spelled[target]}))
        return error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for new in self._waiting.values():
            # A video is written aside once more, by its writer.
            for left in (new, *new.parent.glob(f".{new.name}.*")):
                with suppress(OSError):
                    left.unlink(missing_ok=True)


def write_stdout(content: bytes) -> None:
    """Write all of it, or raise StdoutNotWritable."""
    if sys.stdout is None:  # closed by whoever started us
        raise StdoutNotWritable(reason=os.strerror(errno.EBADF))
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError as error:
        forget_stdout()
        raise StdoutNotWritable(reason=error.strerror or type(error).__name__) from error


def forget_stdout() -> None:
    """What is still to be written goes nowhere: Python would try once more at its end, and complain."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _stays(target: Path) -> bool:
    """Whether this is no ordinary file: a device, a pipe."""
    return target.exists() and not target.is_file()


def _keep(target: Path) -> Path | None:
    """Keep what is there now under another name, until all is well."""
    if not target.exists():
        return None
    old = target.with_name(f".formcheck-{secrets.token_hex(6)}.old")
    try:
        old.hardlink_to(target)
    except OSError:  # a file system without links
        target.replace(old)
    return old


def _put_back(target: Path, old: Path | None) -> None:
    with suppress(OSError):
        if old is None:
            target.unlink(missing_ok=True)
        else:
            old.replace(target)
