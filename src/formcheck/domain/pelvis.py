"""Why the tilt of the pelvis is not said of a frame."""

from enum import StrEnum


class TiltUnseen(StrEnum):
    """The one thing to change for the tilt to be said. Words in `i18n`, under `pelvis.<value>`.

    back_hidden: the outline of the back is cut off by the picture, or torn. arm_over_back: arms hide more
    than half of the low back. turned: the body is too far from side-on. no_neutral: the person has not been
    still yet where the back was seen. unsure: the picture shows too little to be of use. unfamiliar: unlike
    all that was learnt from. not_judged: an exercise or a posture whose pelvis is not judged.
    """

    BACK_HIDDEN = "back_hidden"
    ARM_OVER_BACK = "arm_over_back"
    TURNED = "turned"
    NO_NEUTRAL = "no_neutral"
    UNSURE = "unsure"
    UNFAMILIAR = "unfamiliar"
    NOT_JUDGED = "not_judged"
