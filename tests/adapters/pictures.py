"""Pictures that tell their number, also after lossy compression."""

import numpy as np

from formcheck.domain.body import Bytes


def draw_number(index: int, size_px: tuple[int, int] = (64, 48)) -> Bytes:
    """Draw number 0 to 49 as a grey, 4 levels a number, with a red top left corner."""
    width_px, height_px = size_px
    image = np.full((height_px, width_px, 3), 20 + 4 * (index % 50), dtype=np.uint8)
    image[: height_px // 2, : width_px // 2] = (230, 20, 20)
    return image


def read_number(image: Bytes) -> int:
    """Read the number from the lower right quarter."""
    height_px, width_px = image.shape[:2]
    return round((float(image[3 * height_px // 4, 3 * width_px // 4].mean()) - 20) / 4)
