"""Drawn pictures of positions and of where the camera goes, as SVG."""

from formcheck.ui.pictures.camera import camera_picture
from formcheck.ui.pictures.figure import position_picture, start_picture
from formcheck.ui.pictures.moving import moving_picture

__all__ = ["camera_picture", "moving_picture", "position_picture", "start_picture"]
