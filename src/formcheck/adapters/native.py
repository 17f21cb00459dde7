"""Manners for native libraries: what they lack gets a name, what they mutter stays quiet."""

import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from formcheck.domain.errors import SystemLibraryMissing

# Shared library as the loader names it -> Debian package that brings it.
DEBIAN_PACKAGES: Mapping[str, str] = MappingProxyType(
    {
        "libGL.so.1": "libgl1",
        "libEGL.so.1": "libegl1",
        "libGLESv2.so.2": "libgles2",
        "libglib-2.0.so.0": "libglib2.0-0",
        "libgthread-2.0.so.0": "libglib2.0-0",
        "libxcb.so.1": "libxcb1",
    }
)
_SHARED_LIBRARY = re.compile(r"\blib[\w.+-]+?\.so(?:\.\d+)*(?=: cannot open shared object file)")

_CHATTER = re.compile(
    rb"[IW]\d{4} |INFO: Created TensorFlow Lite|WARNING: All log messages before absl::InitializeLog"
    rb"|Matplotlib |mkdir -p failed for path "  # mediapipe imports it; without a home it complains
)
# File descriptor 2 belongs to the whole process, so whoever turns it aside must do so alone.
_STDERR_TURNED_ASIDE = threading.Lock()


@contextmanager
def missing_libraries_named() -> Iterator[None]:
    """Around imports of native packages: raises SystemLibraryMissing instead of the loader's error."""
    try:
        yield
    except (ImportError, OSError) as error:
        found = _SHARED_LIBRARY.search(str(error))
        if found is None:
            raise
        library = found.group()
        raise SystemLibraryMissing(library=library, package=DEBIAN_PACKAGES.get(library, library)) from error


@contextmanager
def native_chatter_dropped() -> Iterator[None]:
    """Drop the information and warnings that mediapipe writes to standard error.

    Its native code has no setting for that. Whatever else is written meanwhile, by whichever
    thread, is passed on afterwards.
    """
    with _STDERR_TURNED_ASIDE, tempfile.TemporaryFile() as aside:
        sys.stderr.flush()
        stderr = os.dup(2)
        os.dup2(aside.fileno(), 2)
        try:
            yield
        finally:
            sys.stderr.flush()
            os.dup2(stderr, 2)
            aside.seek(0)
            for line in aside:
                if not _CHATTER.match(line):
                    os.write(stderr, line)
            os.close(stderr)
