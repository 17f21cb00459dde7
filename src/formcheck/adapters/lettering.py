"""Words on pictures. Each text is drawn once and then pasted: drawing letters is what costs."""

from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from formcheck.domain.body import Bytes

Colour = tuple[int, int, int]
_KEPT = 64


class Lettering:
    """Texts in one size on a dark plate. Holds the last 64 it drew."""

    def __init__(self, size_px: int) -> None:
        with as_file(files("formcheck.fonts") / "DejaVuSans-Bold.ttf") as path:
            self._font = ImageFont.truetype(path, size_px)
        self._size_px = size_px
        self._drawn = lru_cache(_KEPT)(self._draw)

    def put(self, image: Bytes, text: str, at: tuple[int, int], colour: Colour, plate: Colour) -> int:
        """Write in place, the plate's upper left corner at (x, y), kept inside; returns its height."""
        patch = self._drawn(text, colour, plate)
        height, width = image.shape[:2]
        patch = patch[:height, :width]
        x = max(0, min(at[0], width - patch.shape[1]))
        y = max(0, min(at[1], height - patch.shape[0]))
        image[y : y + patch.shape[0], x : x + patch.shape[1]] = patch
        return int(patch.shape[0])

    def width_px(self, text: str) -> int:
        """Width of the plate for a text."""
        left, _, right, _ = self._font.getbbox(text)
        return int(right - left) + self._size_px

    def wrapped(self, text: str, width_px: int) -> list[str]:
        """The text in lines that fit."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width_px(longer) <= width_px:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def _draw(self, text: str, colour: Colour, plate: Colour) -> Bytes:
        pad = self._size_px // 2
        height = round(self._size_px * 1.7)
        picture = Image.new("RGB", (self.width_px(text), height), plate)
        ImageDraw.Draw(picture).text((pad, height // 2), text, font=self._font, fill=colour, anchor="lm")
        return np.asarray(picture)
