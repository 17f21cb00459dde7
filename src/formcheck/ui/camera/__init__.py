"""The browser side of the live page: a component of ES modules and one style sheet, without a build step."""

from formcheck.ui.camera.component import Handover, draw_camera

__all__ = ["Handover", "draw_camera"]
