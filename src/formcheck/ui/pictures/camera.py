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
    match spec.camera_height_cm:
        case CameraHeight.KNEELING:
            return _kneeling()
        case CameraHeight.SEATED:
            return _sitting()
        case _:
            return _limbs(_STANDING_LEGS) + _upper_body(_GROUND_Y - 40)


_STANDING_LEGS = "M38,115 V78 M50,115 V78"


def _limbs(path: str, colour: str = BODY) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="7" stroke-linecap="round" '
        'stroke-linejoin="round"/>'
    )


def _upper_body(hip_y: float) -> str:
    return (
        f'<rect x="33" y="{hip_y - 32}" width="22" height="36" rx="9" fill="{BODY}"/>'
        f'<circle cx="44" cy="{hip_y - 42}" r="8" fill="{BODY}"/>'
    )


def _kneeling() -> str:
    """One knee on the floor, towards the camera; the other foot stands in front, its thigh seen end-on."""
    hip_y = _GROUND_Y - 25
    front = f"M38,{hip_y + 3} L36,{hip_y + 7} V{_GROUND_Y - 3} M33,{_GROUND_Y - 3} H38"
    knee = f'<circle cx="36" cy="{hip_y + 6}" r="5.5" fill="{BODY}"/>'
    floor = f'<ellipse cx="51" cy="{_GROUND_Y - 3}" rx="8" ry="3.5" fill="{ACCENT}"/>'
    return (
        _upper_body(hip_y)
        + _limbs(front)
        + knee
        + _limbs(f"M50,{hip_y + 3} V{_GROUND_Y - 5}", ACCENT)
        + floor
    )


def _sitting() -> str:
    """On a chair, the thighs seen end-on, one knee raised towards the camera's side."""
    seat_y = _GROUND_Y - 25
    chair = (
        f'<path d="M26,{seat_y + 4} H62 M29,{seat_y + 4} V{_GROUND_Y} M59,{seat_y + 4} V{_GROUND_Y} '
        f'M28,{seat_y - 24} V{seat_y + 4} M60,{seat_y - 24} V{seat_y + 4}" stroke="{FLOOR}" stroke-width="3" '
        'fill="none" stroke-linecap="round"/>'
    )
    knees = (
        f'<circle cx="38" cy="{seat_y}" r="5.5" fill="{BODY}"/>'
        f'<circle cx="50" cy="{seat_y - 8}" r="5.5" fill="{ACCENT}"/>'
    )
    shins = _limbs(f"M38,{seat_y} V{_GROUND_Y - 3}") + _limbs(f"M50,{seat_y - 8} V{_GROUND_Y - 11}", ACCENT)
    return chair + _upper_body(seat_y - 2) + shins + knees


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
