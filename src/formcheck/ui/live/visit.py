"""State of the live page over its reruns: the ticket of the workout under way, and the result to be shown."""

import streamlit as st

from formcheck.adapters.live import Ticket, WorkoutOrder, live_registry
from formcheck.adapters.store import SetSource
from formcheck.ui.kept import keeper_of_visit
from formcheck.ui.session import LIVE_SET, set_address

_TICKET, _WANTED, _PAGE = "live_ticket", "live_wanted", "page"


def ticket() -> Ticket | None:
    """Ticket of the workout under way in this window; None without one."""
    found: Ticket | None = st.session_state.get(_TICKET)
    return found


def note_page(path: str) -> None:
    """Call it on every page: who leaves the page of a stage has closed it, and finds the set so far."""
    if st.session_state.get(_PAGE) != path:
        for name in (_TICKET, _WANTED):
            st.session_state.pop(name, None)
    st.session_state[_PAGE] = path


def shown() -> str | None:
    """Id of the result to be shown; it stands in the address, so that a reload finds it."""
    found: str | None = st.session_state.get(LIVE_SET) or st.query_params.get(LIVE_SET)
    return found


def want() -> None:
    """The visitor wants a workout. The run that follows knows all that was chosen for it."""
    st.session_state[_WANTED] = True


def begin_if_wanted(order: WorkoutOrder) -> None:
    """Register an order, where one is wanted. From now on the address leads to its result."""
    if not st.session_state.pop(_WANTED, False):
        return
    new = live_registry().issue(order, keeper_of_visit(SetSource.LIVE, asked_side=order.side))
    st.session_state[_TICKET] = new
    set_address(LIVE_SET, new.result_id)


def end(why: str) -> None:
    """The camera view has closed. why: `left` when the exercise had not begun; then there is no result."""
    st.session_state.pop(_TICKET, None)
    if why == "left":
        forget()


def forget() -> None:
    """Back to the choice of an exercise."""
    set_address(LIVE_SET, None)
