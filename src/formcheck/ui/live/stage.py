"""The button that opens the camera view for one order, and what becomes of it when it closes."""

from collections.abc import Callable

from formcheck.adapters.models import ModelName
from formcheck.exercises import ExerciseSpec
from formcheck.i18n import Words
from formcheck.ui.camera import Handover, draw_camera
from formcheck.ui.kept import change_settings
from formcheck.ui.live.order import Choice, choose_model
from formcheck.ui.live.visit import begin_if_wanted, end, ticket, want
from formcheck.ui.live.words import camera_words
from formcheck.ui.pictures import camera_picture, moving_picture
from formcheck.ui.safety.hurt import note_hurt
from formcheck.ui.serving import live_path
from formcheck.ui.upload.choose import height_of, ink


def draw_stage(
    choice: Choice, say: Words, *, auto: str | None = None, on_end: Callable[[str], None] | None = None
) -> None:
    """Draw the button. auto: opens the view without it, once for each value. on_end: told why it has closed,
    after what always follows.
    """
    spec = choice.order.spec
    begin_if_wanted(choice.order)
    held = ticket()

    def ended(why: str) -> None:
        if why == "hurts":
            note_hurt(spec.slug)
        if on_end:
            on_end(why)
        end(why)

    def lighter() -> None:
        choose_model(ModelName.LITE)
        want()

    draw_camera(
        Handover(
            words=camera_words(spec, say),
            lang=say.lang.value,
            exercise=spec.slug,
            pictures=stage_pictures(spec, say),
            settings=choice.settings,
            path=live_path(),
            token=held.token if held else None,
            auto=auto,
            lighter=choice.order.model is not ModelName.LITE,
        ),
        on_begin=want,
        on_lighter=lighter,
        on_listen=lambda on: change_settings(listen=on),
        on_end=ended,
    )


def stage_pictures(spec: ExerciseSpec, say: Words) -> dict[str, str]:
    """Position and camera, for the set-up."""
    return {
        "position": moving_picture(spec.key, say(f"{spec.key}.what")),
        "camera": camera_picture(
            spec,
            title=say("ui.choose.camera_alt"),
            distance=say("ui.choose.distance"),
            height=say("ui.choose.height", height=height_of(spec)),
            ink=ink(),
        ),
    }
