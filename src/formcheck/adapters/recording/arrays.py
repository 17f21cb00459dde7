"""Takes numpy arrays out of a zip that may be hostile: kind, shape and size are looked at before the data."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from tokenize import TokenError
from typing import IO
from zipfile import ZipFile

import numpy as np
import numpy.typing as npt

MAX_BYTES = 1 << 30  # of one array, unpacked: an hour of masks in the older layout, and no zip bomb
MAX_FRAMES = 1_000_000  # nine hours at 30 a second: what is kept of each takes 1 kB in memory
_HEADERS = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}


def has(file: ZipFile, name: str) -> bool:
    """Whether there is an array of this name."""
    return f"{name}.npy" in file.NameToInfo


def read_array(
    file: ZipFile, name: str, *, kind: str, shape: tuple[int | None, ...], max_bytes: int = MAX_BYTES
) -> npt.NDArray[np.generic]:
    """Read one array. kind: letters of numpy's kinds that may be (`f`, `iu`, `U`). shape: None = any length.
    max_bytes: of it, unpacked.

    Raises KeyError where there is none, ValueError where it is not as it should be.
    """
    with file.open(f"{name}.npy") as member:
        head = _head(member, name, kind=kind, shape=shape, max_bytes=max_bytes)
        # In one go with the head: unpacking it once more for numpy took as long as all the rest.
        return _values(member, name, head)


def read_rows(
    file: ZipFile, name: str, at_once: int, *, kind: str, shape: tuple[int | None, ...]
) -> Iterator[npt.NDArray[np.generic]]:
    """Read one array, so many rows at a time: what is gone through in order need not be in memory.

    Raises as `read_array`, some of it on the way.
    """
    with file.open(f"{name}.npy") as member:
        head = _head(member, name, kind=kind, shape=shape, max_bytes=MAX_BYTES)
        count, *rest = head.shape
        if head.by_columns:  # nobody writes it so
            values = _values(member, name, head)
            yield from (values[start : start + at_once] for start in range(0, count, at_once))
            return
        for start in range(0, count, at_once):
            yield _values(member, name, replace(head, shape=(min(at_once, count - start), *rest)))


@dataclass(frozen=True, slots=True)
class _Head:
    """What an array says of itself."""

    shape: tuple[int, ...]
    by_columns: bool
    dtype: np.dtype[np.generic]


def _head(member: IO[bytes], name: str, *, kind: str, shape: tuple[int | None, ...], max_bytes: int) -> _Head:
    version = np.lib.format.read_magic(member)
    if version not in _HEADERS:
        raise ValueError(f"{name}: array format {version} is not known")
    try:
        found, by_columns, dtype = _HEADERS[version](member)
    except (SyntaxError, TokenError) as error:  # numpy mends headers of Python 2, and says so of others
        raise ValueError(f"{name}: its head cannot be read") from error
    fits = len(found) == len(shape) and all(
        want in (None, have) for want, have in zip(shape, found, strict=True)
    )
    if dtype.kind not in kind or not fits:
        raise ValueError(f"{name}: expected {kind} {shape}, got {dtype} {found}")
    if int(np.prod(found, dtype=object)) * dtype.itemsize > max_bytes:
        raise ValueError(f"{name}: {found} is too large")
    return _Head(found, by_columns, dtype)


def _values(member: IO[bytes], name: str, head: _Head) -> npt.NDArray[np.generic]:
    size = int(np.prod(head.shape, dtype=object)) * head.dtype.itemsize
    values = member.read(size)
    if len(values) != size:
        raise ValueError(f"{name}: it breaks off after {len(values)} of {size} bytes")
    return np.frombuffer(values, head.dtype).reshape(head.shape, order="F" if head.by_columns else "C")
