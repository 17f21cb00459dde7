"""Whether a file can be read at all, told before anything tries to."""

import os
import stat
from pathlib import Path

from formcheck.domain.errors import VideoIsFolder, VideoIsNoFile, VideoMissing, VideoNotAllowed


def check_input(path: Path) -> None:
    """Raises VideoMissing, or a VideoUnreadable that says what is there instead of a readable file."""
    name = name_of(path)
    try:
        mode = path.stat().st_mode
    except PermissionError as error:
        raise VideoNotAllowed(name=name) from error
    except (OSError, ValueError) as error:
        # A name that the file system cannot hold is a name that no file has.
        raise VideoMissing(name=name) from error
    if stat.S_ISDIR(mode):
        raise VideoIsFolder(name=name)
    if not stat.S_ISREG(mode):
        raise VideoIsNoFile(name=name)
    if not os.access(path, os.R_OK):
        raise VideoNotAllowed(name=name)


def name_of(path: Path) -> str:
    """Name of a file as a report may hold it: bytes that are no text are spelled out."""
    return os.fsencode(path.name or str(path)).decode("utf-8", "backslashreplace")
