"""What the live page remembers: the ticket of the set under way, and the result to be shown."""

import streamlit as st

from formcheck.adapters.live import Order, Ticket, live_desk

_TICKET, _SHOWN = "live_ticket", "set"


def ticket() -> Ticket | None:
    """Of the set under way in this window."""
    found: Ticket | None = st.session_state.get(_TICKET)
    return found


def shown() -> str | None:
    """Id of the result to be shown; it stands in the address, so that a reload finds it."""
    return st.query_params.get(_SHOWN)


def begin(order: Order) -> None:
    """Take a ticket. From now on the address leads to what will have become of the set."""
    new = live_desk().issue(order)
    st.session_state[_TICKET] = new
    st.query_params[_SHOWN] = new.result_id


def end(why: str) -> None:
    """The stage has closed. Who left before the exercise began is not shown an empty result."""
    st.session_state.pop(_TICKET, None)
    if why == "left":
        forget()


def forget() -> None:
    """Back to the choice of an exercise."""
    st.query_params.pop(_SHOWN, None)
