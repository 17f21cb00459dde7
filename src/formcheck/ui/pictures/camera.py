"""Draws where the camera goes: the person end-on, the camera at its height and distance."""

from formcheck.domain.posture import Attitude
from formcheck.exercises.spec import CameraHeight, ExerciseSpec
from formcheck.ui.pictures.figure import ACCENT, ARROW, BODY, FLOOR, HEIGHT, WIDTH

_GROUND_Y = 118
_CAMERA_X = 196
_LENS_Y = {
    CameraHeight.LOW: 98,
    CameraHeight.KNEELING: 82,
    CameraHeight.SEATED: 72,
    CameraHeight.STANDING: 62,
}


def camera_picture(spec: ExerciseSpec, *, title: str, distance: str, height: str, ink: str) -> str:
    """SVG with the camera's place. distance and height label the two measuring lines, in colour `ink`."""
    lens_y = _LENS_Y[spec.camera_height_cm]
    parts = (
        _sight(lens_y),
        f'<rect x="4" y="{_GROUND_Y}" width="232" height="1.5" fill="{FLOOR}"/>',
        _person(spec),
        _camera(lens_y),
        _measure_down(lens_y, height, ink),
        _measure_across(distance, ink),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{title}">{"".join(parts)}</svg>'
    )


def _sight(lens_y: int) -> str:
    corners = f"{_CAMERA_X - 12},{lens_y} 44,{lens_y - 44} 44,{_GROUND_Y}"
    return f'<polygon points="{corners}" fill="{ACCENT}" opacity=".12"/>'


def _person(spec: ExerciseSpec) -> str:
    if spec.attitude is Attitude.LYING:
        return (
            f'<rect x="18" y="{_GROUND_Y - 4}" width="52" height="4" rx="2" fill="{ACCENT}" opacity=".45"/>'
            f'<ellipse cx="44" cy="{_GROUND_Y - 14}" rx="19" ry="10" fill="{BODY}"/>'
            f'<circle cx="44" cy="{_GROUND_Y - 17}" r="10" fill="{BODY}" stroke="{ACCENT}" '
            'stroke-width="1.5"/>'
        )
    legs = {CameraHeight.KNEELING: 22, CameraHeight.SEATED: 26, CameraHeight.STANDING: 40}[
        spec.camera_height_cm
    ]
    hip_y = _GROUND_Y - legs
    return (
        f'<path d="M38,{_GROUND_Y - 3} V{hip_y} M50,{_GROUND_Y - 3} V{hip_y}" stroke="{BODY}" '
        f'stroke-width="7" stroke-linecap="round"/>'
        f'<rect x="33" y="{hip_y - 32}" width="22" height="36" rx="9" fill="{BODY}"/>'
        f'<circle cx="44" cy="{hip_y - 42}" r="8" fill="{BODY}"/>'
    )


def _camera(lens_y: int) -> str:
    x = _CAMERA_X
    return (
        f'<path d="M{x},{lens_y + 8} L{x - 11},{_GROUND_Y} M{x},{lens_y + 8} L{x + 11},{_GROUND_Y} '
        f'M{x},{lens_y + 8} V{_GROUND_Y}" stroke="{FLOOR}" stroke-width="2.5" stroke-linecap="round"/>'
        f'<rect x="{x - 9}" y="{lens_y - 9}" width="20" height="18" rx="4" fill="{ACCENT}"/>'
        f'<circle cx="{x - 9}" cy="{lens_y}" r="5.5" fill="{ACCENT}" stroke="#fff" stroke-width="1.5"/>'
    )


def _label(x: float, y: float, text: str, ink: str) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="12.5" font-weight="600" text-anchor="middle" '
        f'font-family="sans-serif" fill="{ink}">{text}</text>'
    )


def _measure_down(lens_y: int, text: str, ink: str) -> str:
    x = _CAMERA_X + 22
    return (
        f'<path d="M{x},{lens_y} V{_GROUND_Y} M{x - 4},{lens_y} h8 M{x - 4},{_GROUND_Y} h8" stroke="{ARROW}" '
        f'stroke-width="2" stroke-linecap="round"/>{_label(_CAMERA_X + 8, lens_y - 18, text, ink)}'
    )


def _measure_across(text: str, ink: str) -> str:
    y = _GROUND_Y + 14
    return (
        f'<path d="M44,{y} H{_CAMERA_X} M44,{y - 4} v8 M{_CAMERA_X},{y - 4} v8" stroke="{ARROW}" '
        f'stroke-width="2" stroke-linecap="round"/>{_label((44 + _CAMERA_X) / 2, y + 17, text, ink)}'
    )
