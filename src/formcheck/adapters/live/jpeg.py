"""Decodes a JPEG of unknown origin, or refuses it before much work is done."""

import io

import numpy as np
from PIL import Image, UnidentifiedImageError

from formcheck.adapters.live.messages import BadMessage
from formcheck.adapters.native import missing_libraries_named
from formcheck.domain.body import Bytes

_MAX_SIDE_PX = 1920  # three times what our page sends
_MIN_SIDE_PX = 64


def decode_jpeg(jpeg: bytes) -> Bytes:
    """Decode to (height, width, 3) RGB, uint8. Raises BadMessage if it is no whole JPEG of sensible size."""
    with missing_libraries_named():
        import cv2  # noqa: PLC0415 - needs system libraries
    try:
        # Reads the header only: a small file can claim a picture of gigabytes.
        with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as header:
            size_px = header.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise BadMessage("not a JPEG") from error
    if not all(_MIN_SIDE_PX <= length_px <= _MAX_SIDE_PX for length_px in size_px):
        raise BadMessage(f"a picture of {size_px[0]} x {size_px[1]} pixels")
    flags = cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION
    image = cv2.imdecode(np.frombuffer(jpeg, dtype=np.uint8), flags)
    if image is None:
        raise BadMessage("a broken JPEG")
    return np.asarray(image, dtype=np.uint8)
