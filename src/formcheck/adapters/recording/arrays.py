"""Takes numpy arrays out of a zip that may be hostile: kind, shape and size are looked at before the data."""

from tokenize import TokenError
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
        size = int(np.prod(found, dtype=object)) * dtype.itemsize
        if size > max_bytes:
            raise ValueError(f"{name}: {found} is too large")
        # In one go with the head: unpacking it once more for numpy took as long as all the rest.
        values = member.read(size)
    if len(values) != size:
        raise ValueError(f"{name}: it breaks off after {len(values)} of {size} bytes")
    return np.frombuffer(values, dtype).reshape(found, order="F" if by_columns else "C")
