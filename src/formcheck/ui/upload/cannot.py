"""When nothing could be judged: the reason, how it should look, and a way to try again. No number at all."""

from collections.abc import Callable
from typing import Protocol

import streamlit as st

from formcheck.adapters.analysis import Analysis
from formcheck.domain.events import Reason
from formcheck.i18n import Words
from formcheck.review import Review, speak
from formcheck.ui.upload.choose import camera_place, moving_position

# What is wrong with the position is shown by the position; all else has to do with the camera.
_OF_THE_POSITION = (Reason.WRONG_POSTURE,)


class Unjudged(Protocol):
    """A result in which nothing could be judged. again: what the button back to the start says."""

    @property
    def analysis(self) -> Analysis:
        """What was looked at."""

    @property
    def again(self) -> str:
        """What the button says."""

    @property
    def on_again(self) -> Callable[[], None]:
        """What the button does."""


def draw_cannot(finished: Unjudged, review: Review, say: Words) -> None:
    """Draw the page."""
    spec = finished.analysis.spec
    position = _longest(finished.analysis) in _OF_THE_POSITION
    with st.container(key="cannot", border=True):
        if review.unjudged:
            first = review.unjudged[0]
            reason, fix = speak(first.what, say), speak(first.fix, say)
            st.warning(
                say("ui.result.nothing_judged", reason=reason, fix=fix), icon=":material/visibility_off:"
            )
        else:
            st.warning(speak(review.next_step, say), icon=":material/visibility_off:")
        st.header(say("ui.result.how_it_should_be"), anchor=False)
        st.html(moving_position(spec, say) if position else camera_place(spec, say))
        st.markdown(
            say(f"{spec.key}.position")
            if position
            else say(f"{spec.key}.camera", height=spec.camera_height_cm.replace("-", "\N{EN DASH}"))
        )
        st.button(
            say("ui.result.retry"),
            key="retry",
            type="primary",
            icon=":material/restart_alt:",
            on_click=finished.on_again,
            width="stretch",
        )


def _longest(analysis: Analysis) -> Reason | None:
    """The reason that took most of the time."""
    lost_s: dict[Reason, float] = {}
    for gap in analysis.report.gaps:
        lost_s[gap.reason] = lost_s.get(gap.reason, 0.0) + gap.end_s - gap.start_s
    return max(lost_s, key=lambda reason: lost_s[reason], default=None)
