"""What was found: numbers, the video if there is one, one strength, one next step, what was not judged."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from formcheck.adapters.analysis import Analysis
from formcheck.adapters.export_json import build_report
from formcheck.i18n import Language, Words
from formcheck.review import Review, review_of, speak
from formcheck.ui.job import Job
from formcheck.ui.session import drop_job
from formcheck.ui.upload.downloads import draw_downloads
from formcheck.ui.upload.plot import plot_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What was found in a video or in a live set, and how to go on from there.

    name: what the visitor knows it by. file_stem: of the files to save. video: the annotated one, None when
    there is none; language: of the words in it. again: what the button back to the start says.
    """

    analysis: Analysis
    name: str
    file_stem: str
    again: str
    on_again: Callable[[], None]
    video: Path | None = None
    language: Language | None = None


def draw_result(job: Job, say: Words) -> None:
    """Draw the result of a finished job."""
    analysis = job.progress.analysis
    if analysis is None:
        return
    draw_review(
        Finished(
            analysis=analysis,
            name=job.order.name,
            file_stem=f"formcheck-{Path(job.order.name).stem}",
            again=say("ui.result.again"),
            on_again=drop_job,
            video=job.video if job.video.is_file() else None,
            language=job.order.language,
        ),
        say,
    )


def draw_review(finished: Finished, say: Words) -> None:
    """Draw the review of a video or of a live set."""
    analysis = finished.analysis
    review = review_of(analysis.report, analysis.rows)
    _draw_head(finished, say)
    if not analysis.anything_judged and review.unjudged:
        first = review.unjudged[0]
        reason, fix = speak(first.what, say), speak(first.fix, say)
        st.warning(say("ui.result.nothing_judged", reason=reason, fix=fix), icon=":material/visibility_off:")
    _draw_figures(review, say)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if finished.video:
            st.video(str(finished.video), format="video/mp4")
            if finished.language is not say.lang:
                st.caption(say("ui.result.video_language"))
        else:
            _draw_course(review, say)
    with right:
        _draw_summary(review, say)
    if finished.video:
        _draw_course(review, say)
    _draw_table(review, say)
    draw_downloads(analysis, say, file_stem=finished.file_stem, video=finished.video)
    _draw_provenance(analysis, say)


def _draw_head(finished: Finished, say: Words) -> None:
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left.container(gap=None):
        st.subheader(say(f"{finished.analysis.spec.key}.name"), anchor=False)
        st.caption(finished.name)
    with right:
        st.button(
            finished.again,
            key="again",
            icon=":material/restart_alt:",
            on_click=finished.on_again,
            width="stretch",
        )


def _draw_course(review: Review, say: Words) -> None:
    with st.container(border=True, key="course"):
        st.markdown(f"**{say('report.section.course')}**")
        st.caption(speak(review.chart.title, say))
        st.altair_chart(plot_of(review.chart, say), alt=speak(review.chart.title, say))


def _draw_figures(review: Review, say: Words) -> None:
    with st.container(key="figures"):
        for figure in review.figures:
            st.metric(say(figure.label), speak(figure.value, say), border=True)


def _draw_summary(review: Review, say: Words) -> None:
    if review.strength:
        with st.container(border=True, key="strength", gap=None):
            st.markdown(f":material/thumb_up: **{say('report.section.strength')}**")
            st.markdown(speak(review.strength, say))
    with st.container(border=True, key="next", gap=None):
        st.markdown(f":material/flag: **{say('report.section.next')}**")
        st.markdown(speak(review.next_step, say))
    with st.container(border=True, key="unjudged", gap=None):
        st.markdown(f":material/visibility_off: **{say('report.section.unjudged')}**")
        for item in review.unjudged:
            share = say("report.unjudged.share", percent=100.0 * item.share, seconds=item.seconds)
            what = speak(item.what, say)
            st.markdown(f"- {what[:1].upper()}{what[1:]}, {share}. {speak(item.fix, say)}")
        if not review.unjudged:
            st.markdown(say("report.unjudged.nothing"))
    notes = [speak(note, say) for note in (*review.notes, *review.sides)]
    if notes:
        with st.container(border=True, key="notes", gap=None):
            st.markdown(f":material/info: **{say('report.section.notes')}**")
            st.markdown("\n".join(f"- {note}" for note in notes))


def _draw_table(review: Review, say: Words) -> None:
    table = review.table
    with st.container(border=True, key="table"):
        st.markdown(f"**{say(table.title)}**")
        if not table.rows:
            st.markdown(say("report.no_rows"))
            return
        for _, fault in review.faults:
            st.markdown(f":material/error_outline: {speak(fault, say)}")
        st.dataframe(
            [
                {say(c): speak(cell, say) for c, cell in zip(table.columns, row, strict=True)}
                for row in table.rows
            ],
            hide_index=True,
            width="stretch",
        )


def _draw_provenance(analysis: Analysis, say: Words) -> None:
    made = build_report(analysis).provenance
    st.caption(
        say(
            "ui.result.made_by",
            formcheck=made.formcheck,
            mediapipe=made.mediapipe,
            model=made.model,
            criteria=made.criteria,
        )
    )
    st.caption(f"{say('report.disclaimer.purpose')} {say('report.disclaimer.accuracy')}")
