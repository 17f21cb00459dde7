"""What the page remembers of its visitor: language, exercise, the analysis at hand.

All of it stands in the address, too: a reload finds it, and links to the other pages carry it along.
"""

import streamlit as st

from formcheck.exercises import EXERCISES
from formcheck.i18n import Language, Words, words
from formcheck.ui.job import Job, JobStage
from formcheck.ui.jobs import jobs
from formcheck.ui.kept.access import PROFILE
from formcheck.ui.kept.remember import settings_of_visit

LANGUAGE, EXERCISE, ANALYSIS, LIVE_SET = "lang", "exercise", "analysis", "set"
_CARRIED = (LANGUAGE, EXERCISE, ANALYSIS, LIVE_SET, PROFILE)
_JOB = "job"


def remember_address() -> None:
    """Bring address and visit together. What the address says holds; what it lost on the way to another page
    is written into it anew.
    """
    language()
    for name in _CARRIED:
        here, known_here = st.query_params.get(name), st.session_state.get(name)
        if here is None and known_here is not None:
            st.query_params[name] = str(known_here)
        elif here is not None and here != known_here and name != LANGUAGE:
            st.session_state[name] = here
            if name == ANALYSIS:
                st.session_state.pop(_JOB, None)


def set_address(name: str, value: str | None) -> None:
    """Let the address, and this visit, know something else; None: no longer."""
    if value is None:
        st.session_state.pop(name, None)
        st.query_params.pop(name, None)
    else:
        st.session_state[name] = value
        st.query_params[name] = value


def known() -> dict[str, str]:
    """What links to other pages carry."""
    return {name: str(st.session_state[name]) for name in _CARRIED if st.session_state.get(name)}


def language() -> Language:
    """Chosen language: of this visit, of the address, of the last visit, of the browser, else English."""
    if LANGUAGE not in st.session_state:
        last = settings_of_visit().language
        asked = st.query_params.get(LANGUAGE) or last or (st.context.locale or "").split("-")[0].lower()
        st.session_state[LANGUAGE] = (Language.DA if asked == Language.DA else Language.EN).value
    return Language(st.session_state[LANGUAGE])


def choose_language(chosen: Language) -> None:
    """Switch the language and write it into the address, so that a reload keeps it."""
    set_address(LANGUAGE, chosen.value)


def spoken() -> Words:
    """Words of the chosen language."""
    return words(language())


def exercise() -> str:
    """Slug of the chosen exercise, at first the first one."""
    asked = str(st.session_state.get(EXERCISE) or st.query_params.get(EXERCISE, ""))
    return asked if asked in EXERCISES else next(iter(EXERCISES))


def choose_exercise(slug: str) -> None:
    """Choose an exercise. An analysis that was shown stays where it was, but is not shown any more."""
    set_address(EXERCISE, slug)


def job() -> Job | None:
    """Return the analysis that runs or that is shown, that of the address included."""
    found: Job | None = st.session_state.get(_JOB)
    if found is None and job_id() is not None:
        found = jobs().find(job_id() or "")
        if found is not None:
            st.session_state[_JOB] = found
    return found


def job_id() -> str | None:
    """Id of that analysis; there may be none any more with this id."""
    asked: str | None = st.session_state.get(ANALYSIS) or st.query_params.get(ANALYSIS)
    return asked


def start_job(new: Job) -> None:
    """Let a new analysis take the place of the last one, whose files are deleted."""
    drop_job()
    st.session_state[_JOB] = new
    set_address(ANALYSIS, jobs().keep(new))


def drop_failed_job() -> None:
    """Let go of an analysis that brought nothing, so that nobody hears of it again."""
    current = job()
    if current is not None and current.progress.stage in (JobStage.CANCELLED, JobStage.FAILED):
        drop_job()


def drop_job() -> None:
    """Back to the start: the last analysis and its files go."""
    old: Job | None = st.session_state.pop(_JOB, None)
    key = job_id()
    if key is not None:
        jobs().drop(key)
        set_address(ANALYSIS, None)
    if old is not None:
        old.close()
