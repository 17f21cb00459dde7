"""What was found: numbers, the video if there is one, one strength, one next step, what was not judged."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit import runtime

from formcheck.adapters.about_recording import lines_about
from formcheck.adapters.analysis import Analysis
from formcheck.adapters.export_json import build_report
from formcheck.adapters.store import Kept
from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.i18n import Language, Words
from formcheck.review import Review, review_of, speak
from formcheck.ui.job import Job
from formcheck.ui.kept import draw_since
from formcheck.ui.learn.glossary import draw_word_links, words_of
from formcheck.ui.markdown import escape_markdown
from formcheck.ui.review import draw_timeline, handover_of
from formcheck.ui.serving import video_path
from formcheck.ui.session import choose_exercise, drop_job, job_id, start_job
from formcheck.ui.upload.cannot import draw_cannot
from formcheck.ui.upload.downloads import draw_downloads


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What was found in a video or in a live set, and how to go on from there.

    name: what the visitor knows it by, as Markdown. file_stem: of the files to save. video: the annotated
    one, None when there is none; video_address: where a browser gets it; language: of the words in it.
    again: what the button back to the start says. done_on: the day on its reports, None for today.
    kept: what became of it in the history. on_other: does it as another exercise; None where that
    cannot be done.
    """

    analysis: Analysis
    name: str
    file_stem: str
    again: str
    on_again: Callable[[], None]
    video: Path | None = None
    video_address: str | None = None
    recording: Path | None = None
    language: Language | None = None
    kept: Kept | None = None
    done_on: date | None = None
    on_other: Callable[[ExerciseSpec], None] | None = None


def draw_result(job: Job, say: Words) -> None:
    """Draw the result of a finished job."""
    analysis = job.progress.analysis
    if analysis is None:
        return
    draw_review(
        Finished(
            analysis=analysis,
            name=escape_markdown(job.order.name),
            file_stem=f"formcheck-{Path(job.order.name).stem}",
            again=say("ui.result.again"),
            on_again=drop_job,
            video=job.video if job.video.is_file() else None,
            video_address=video_path(job_id() or "") if job.video.is_file() else None,
            recording=job.recording if job.recording.is_file() else None,
            language=job.order.language,
            kept=job.progress.kept,
            on_other=partial(_analyse_as, job) if job.source else None,
        ),
        say,
    )


def _analyse_as(job: Job, spec: ExerciseSpec) -> None:
    """Analyse the same video once more, as another exercise."""
    if job.source is None:
        return
    choose_exercise(spec.slug)
    with job.source.open("rb") as video:
        start_job(Job(replace(job.order, spec=spec), video))


def draw_review(finished: Finished, say: Words) -> None:
    """Draw the review of a video or of a live set: what came of it first, then the moments it is about."""
    analysis = finished.analysis
    review = review_of(analysis.report, analysis.rows, lines_about(analysis.video))
    judged = analysis.anything_judged and review.cannot_judge is None
    _draw_head(finished, say, again=judged)
    if review.looks_like and finished.on_other:
        _offer_other(EXERCISES[review.looks_like], finished.on_other, say)
    if not judged:
        draw_cannot(finished, review, say)
        return
    with st.container(key="result"):
        with st.container(key="outcome"):
            _draw_figures(review, say)
            _draw_summary(review, say)
        with st.container(key="moments"):
            handed = handover_of(review, analysis.report, analysis.rows, _address_of(finished), say)
            draw_timeline(handed)
            if finished.video and finished.language is not say.lang:
                st.caption(say("ui.result.video_language"))
        # Without a video the moments are short: what follows goes below both, side by side.
        with st.container(key="more" if finished.video else "more_below"):
            draw_since(finished.kept, say)
            _draw_limits(review, say)
            draw_word_links(words_of(analysis.spec), say)
            draw_downloads(finished, say)
            _draw_provenance(analysis, say)


def _offer_other(spec: ExerciseSpec, on_other: Callable[[ExerciseSpec], None], say: Words) -> None:
    """The body was in another exercise's position: most likely the wrong card was chosen."""
    with st.container(key="other", border=True):
        name = say(f"{spec.key}.name")
        st.markdown(say("ui.result.looks_like", name=name))
        st.button(
            say("ui.result.analyse_as", name=name),
            key="analyse_as",
            type="primary",
            on_click=on_other,
            args=(spec,),
            width="stretch",
        )


def _draw_head(finished: Finished, say: Words, *, again: bool) -> None:
    with st.container(key="head"):
        with st.container(gap="xxsmall"):
            st.title(say(f"{finished.analysis.spec.key}.name"), anchor=False)
            st.caption(finished.name)
        if again:
            st.button(finished.again, key="again", icon=":material/restart_alt:", on_click=finished.on_again)


def _address_of(finished: Finished) -> str | None:
    """Where the browser gets the video; one without an address of its own as Streamlit serves its own."""
    if finished.video is None or finished.video_address or not runtime.exists():
        return finished.video_address
    return runtime.get_instance().media_file_mgr.add(str(finished.video), "video/mp4", "review-video")


def _draw_figures(review: Review, say: Words) -> None:
    if review.result:
        st.markdown(f"**{speak(review.result, say)}**")
    with st.container(key="figures"):
        for figure in review.figures:
            st.metric(say(figure.label), speak(figure.value, say), border=True)


def _draw_summary(review: Review, say: Words) -> None:
    if review.strength:
        with st.container(border=True, key="strength", gap="xxsmall"):
            st.header(f":material/thumb_up: {say('report.section.strength')}", anchor=False)
            st.markdown(speak(review.strength, say))
    with st.container(border=True, key="next", gap="xxsmall"):
        st.header(f":material/flag: {say('report.section.next')}", anchor=False)
        st.markdown(speak(review.next_step, say))


def _draw_limits(review: Review, say: Words) -> None:
    with st.container(border=True, key="unjudged", gap="xxsmall"):
        st.header(f":material/visibility_off: {say('report.section.unjudged')}", anchor=False)
        for item in review.unjudged:
            share = say("report.unjudged.share", percent=100.0 * item.share, seconds=item.seconds)
            what = speak(item.what, say)
            st.markdown(f"- {what[:1].upper()}{what[1:]}, {share}. {speak(item.fix, say)}")
        if not review.unjudged:
            st.markdown(say("report.unjudged.nothing"))
    notes = [speak(note, say) for note in (*review.notes, *review.sides)]
    if notes:
        with st.container(border=True, key="notes", gap="xxsmall"):
            st.header(f":material/info: {say('report.section.notes')}", anchor=False)
            st.markdown("\n".join(f"- {note}" for note in notes))


def _draw_provenance(analysis: Analysis, say: Words) -> None:
    made = build_report(analysis).provenance
    by_whom = say("ui.result.made_by", formcheck=made.formcheck, model=made.model)
    # Of an older recording it may not be known by which model it was made.
    st.caption(by_whom if made.model else say("ui.about.version", version=made.formcheck))
    st.caption(f"{say('report.disclaimer.purpose')} {say('report.disclaimer.accuracy')}")
