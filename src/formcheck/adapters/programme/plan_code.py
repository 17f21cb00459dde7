"""A plan as a QR code: drawn by segno, read from a picture by OpenCV."""

import io
from contextlib import suppress

import numpy as np
import segno
from PIL import Image, UnidentifiedImageError

from formcheck.adapters.native import missing_libraries_named
from formcheck.adapters.programme.plan_file import read_plan, write_plan
from formcheck.domain.plan_errors import (
    PlanCodeNotFound,
    PlanPictureTooLarge,
    PlanPictureUnreadable,
    PlanTooLarge,
)
from formcheck.programme.plan import Plan

MOST_PICTURE_BYTES = 20_000_000
_MOST_PIXELS = 50_000_000  # more than any phone's camera has
# One detector alone, at one size, misses every third sharp code of ours; these together missed none of 180.
_LONG_SIDES_PX = (600, 800, 400, 1200, 1600)
_FORMATS = ("PNG", "JPEG", "WEBP")


def code_svg(plan: Plan) -> str:
    """SVG of the code, black on white with its margin."""
    drawn = io.BytesIO()
    _code(plan).save(drawn, kind="svg", xmldecl=False, light="#fff", scale=4, omitsize=True)
    return drawn.getvalue().decode()


def code_png(plan: Plan) -> bytes:
    """PNG of the code, to be printed or sent."""
    drawn = io.BytesIO()
    _code(plan).save(drawn, kind="png", scale=8)
    return drawn.getvalue()


def read_code(picture: bytes) -> Plan:
    """Read the plan from a picture of its code. Raises PlanUnreadable."""
    with missing_libraries_named():
        import cv2  # noqa: PLC0415 - needs system libraries
    grey = _grey(picture)
    detectors = cv2.QRCodeDetectorAruco(), cv2.QRCodeDetector()
    for long_side_px in _LONG_SIDES_PX:
        scale = long_side_px / max(grey.shape)
        height_px, width_px = (max(1, round(scale * length_px)) for length_px in grey.shape)
        sized = cv2.resize(
            grey, (width_px, height_px), interpolation=cv2.INTER_AREA if scale < 1.0 else cv2.INTER_LINEAR
        )
        for detector in detectors:
            with suppress(cv2.error, UnicodeDecodeError):  # what it takes for a code may be none
                text, _, _ = detector.detectAndDecode(sized)
                if text:
                    return read_plan(text.encode())
    raise PlanCodeNotFound


def _code(plan: Plan) -> segno.QRCode:
    return segno.make_qr(write_plan(plan), error="m", encoding="utf-8")


def _grey(picture: bytes) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
    """Pixels (height, width), 0..255, after the header has said how many they are."""
    if len(picture) > MOST_PICTURE_BYTES:
        raise PlanTooLarge(limit=str(MOST_PICTURE_BYTES // 1024))
    try:
        with Image.open(io.BytesIO(picture), formats=_FORMATS) as image:
            width_px, height_px = image.size
            if width_px * height_px > _MOST_PIXELS:
                raise PlanPictureTooLarge(width=str(width_px), height=str(height_px))
            return np.asarray(image.convert("L"), dtype=np.uint8)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PlanPictureUnreadable from error
