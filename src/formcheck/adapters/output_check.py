"""What would keep files from being written, told before the work, not after it."""

import errno
import math
import os
import shutil
import stat
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from formcheck.domain.output_errors import (
    OutputFolderIsFile,
    OutputFolderMissing,
    OutputIsFolder,
    OutputIsInput,
    OutputNameTooLong,
    OutputNeedsRoom,
    OutputNotAllowed,
    OutputNotWritable,
    OutputsCollide,
    StdoutNotWritable,
)

STDOUT = "-"
_MB = 1_000_000
_LEAST_BYTES = 65_536

# The same file: device and number; for one that is not there yet its folder's, and its name as a file system
# that does not tell capitals apart would have it.
_Identity = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that was asked for. name: as it was spelled, "-" for standard output. share: bytes that it will
    take for one byte of what is read, by estimate.
    """

    name: str
    share: float


def check_outputs(outputs: Sequence[Wanted], source: Path) -> None:
    """Complain of what can be known before a frame is read: that a file cannot be written where it should, is
    the source itself, or another output. Raises OutputNotWritable.
    """
    for each in outputs:
        if each.name != STDOUT:
            _check_place(Path(each.name), each.name)
        elif sys.stdout is None:  # closed by whoever started us
            raise StdoutNotWritable(reason=os.strerror(errno.EBADF))
    reading, taken = _identity(str(source)), dict[_Identity, str]()
    for each in outputs:
        found = _identity(each.name)
        if found is None:
            continue
        if found == reading:
            raise OutputIsInput(name=each.name)
        if found in taken:
            raise OutputsCollide(name=taken[found], other=each.name)
        taken[found] = each.name
    _check_room(outputs, source)


def folder_of(path: Path) -> Path:
    """Folder in which a file will lie: that of a link's target where it is a link."""
    return Path(os.path.realpath(path)).parent


def _check_place(path: Path, name: str) -> None:
    """What is at this place now, and what is around it."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        _check_folder(folder_of(path), name)
        return
    except OSError as error:
        raise told(name, error) from error
    if stat.S_ISDIR(mode):
        raise OutputIsFolder(name=name)
    if stat.S_ISREG(mode):
        _check_folder(folder_of(path), name)
    # A file that nobody may write to is meant to stay, even where root could.
    if not (mode & 0o222 and os.access(path, os.W_OK)):
        raise OutputNotAllowed(name=name)


def _check_folder(folder: Path, name: str) -> None:
    if not folder.exists():
        nearest = next(parent for parent in folder.parents if parent.exists())
        if nearest.is_dir():
            raise OutputFolderMissing(name=name, folder=str(folder))
        folder = nearest
    if not folder.is_dir():
        raise OutputFolderIsFile(name=name, folder=str(folder))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputNotAllowed(name=name)


def _identity(name: str) -> _Identity | None:
    """None where it is nobody's: the device that forgets, a standard output that is no file."""
    try:
        found = os.fstat(sys.stdout.fileno()) if name == STDOUT else Path(name).stat()
    except (OSError, ValueError, AttributeError):
        if name == STDOUT:
            return None
        real = Path(os.path.realpath(name))
        with suppress(OSError):
            folder = real.parent.stat()
            return folder.st_dev, folder.st_ino, unicodedata.normalize("NFC", real.name).casefold()
        return None
    forgets = stat.S_ISCHR(found.st_mode) and found.st_rdev == Path(os.devnull).stat().st_rdev
    return None if forgets else (found.st_dev, found.st_ino, "")


def _check_room(outputs: Sequence[Wanted], source: Path) -> None:
    size = source.stat().st_size
    needed: dict[int, float] = {}
    for each in outputs:
        path = Path(each.name)
        if each.name == STDOUT or (path.exists() and not path.is_file()):
            continue
        folder = folder_of(path)
        disk = folder.stat().st_dev
        needed[disk] = needed.get(disk, 0.0) + _LEAST_BYTES + each.share * size
        free = shutil.disk_usage(folder).free
        if free < needed[disk]:
            needed_mb, free_mb = math.ceil(needed[disk] / _MB), free // _MB
            raise OutputNeedsRoom(name=each.name, needed=str(needed_mb), free=str(free_mb))


def told(name: str, error: OSError) -> OutputNotWritable:
    """What the operating system says, in words that can be understood where there are some."""
    match error.errno:
        case errno.ENAMETOOLONG:
            return OutputNameTooLong(name=name)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return OutputNotAllowed(name=name)
        case _:
            return OutputNotWritable(name=name, reason=error.strerror or type(error).__name__)


@contextmanager
def telling(name: str) -> Iterator[None]:
    """Turn what the operating system says about a file into OutputNotWritable."""
    try:
        yield
    except OSError as error:
        raise told(name, error) from error
