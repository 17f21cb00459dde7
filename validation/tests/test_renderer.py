"""A thing drawn at a place appears at the pixel that the camera names."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("moderngl", reason="needs the `validation` dependency group")

from validation.camera import Camera
from validation.mesh import Material, box
from validation.renderer import Light, Renderer


@pytest.mark.parametrize("near_side", ["L", "R"])
@pytest.mark.parametrize("point", [(0.3, 0.1, 0.8), (-0.5, -0.2, 0.4)])
def test_pixels_are_where_the_picture_is(near_side: str, point: tuple[float, float, float]) -> None:
    camera = Camera(
        near_side=near_side,
        target=(0.0, 0.0, 0.6),
        distance_m=3.0,
        height_m=0.8,
        yaw_deg=9.0,
        roll_deg=1.0,
        fov_vertical_deg=42.0,
        size=(320, 240),
    )
    light = Light(
        to_light=(0.2, 0.3, 1.0), key=(0.1,) * 3, sky=(1.0,) * 3, ground=(1.0,) * 3, softness_texels=4.0
    )
    low, high = tuple(c - 0.03 for c in point), tuple(c + 0.03 for c in point)
    red = box(low, high, np.array([0.9, 0.0, 0.0]), Material.PLAIN)
    floor = box((-5, -5, -0.1), (5, 5, 0), np.array([0.0, 0.0, 0.4]), Material.PLAIN)
    renderer = Renderer(camera, light, [floor])
    image = renderer.draw([red]).astype(float)
    renderer.close()
    weight = np.clip(image[..., 0] - image[..., 1] - 20.0, 0.0, None)
    rows, columns = np.indices(weight.shape)
    seen = np.array([(columns * weight).sum(), (rows * weight).sum()]) / weight.sum() + 0.5
    assert seen == pytest.approx(camera.pixels(np.array([point]))[0], abs=1.0)
