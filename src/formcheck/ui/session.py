"""What the page remembers of its visitor: language, the job at hand."""

import streamlit as st

from formcheck.i18n import Language, Words, words
from formcheck.ui.job import Job
from formcheck.ui.tidy import close_when_left

_LANGUAGE, _JOB = "language", "job"


def language() -> Language:
    """Chosen language: of this session, else of the address, else of the browser, else English."""
    if _LANGUAGE not in st.session_state:
        asked = st.query_params.get("lang") or (st.context.locale or "").split("-")[0].lower()
        st.session_state[_LANGUAGE] = Language.DA if asked == Language.DA else Language.EN
    return Language(st.session_state[_LANGUAGE])


def choose_language(chosen: Language) -> None:
    """Switch the language and write it into the address, so that a reload keeps it."""
    st.session_state[_LANGUAGE] = chosen
    st.query_params["lang"] = chosen.value


def spoken() -> Words:
    """Words of the chosen language."""
    return words(language())


def job() -> Job | None:
    """Return the analysis that runs or that is shown."""
    found: Job | None = st.session_state.get(_JOB)
    return found


def start_job(new: Job) -> None:
    """Let a new analysis take the place of the last one, whose files are deleted."""
    drop_job()
    st.session_state[_JOB] = new
    close_when_left(new)


def drop_job() -> None:
    """Back to the start: the last analysis and its files go."""
    old = st.session_state.pop(_JOB, None)
    if old is not None:
        old.close()
