"""Limits on what one visitor may use, so that nobody can starve the others."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes, rates and times of the live path. Times run on the server's clock, unlike those of frames.

    clients: workouts, and so estimators, at a time; each takes some 150 MB.
    message_bytes: of any message; a picture of 640 by 480 has at most 150 kB. command_bytes: of a text.
    rate_hz, burst: messages of one connection, in the long run and at once.
    idle_s: longest time without a message. unseen_s: longest time without a picture, pings or not.
    grace_s: how long a disconnected workout can be resumed.
    ticket_s: from the order to the first connection; the visitor must allow the camera first.
    result_s, results: how long and how many results are kept.
    workout_s: longest workout. send_s: how long a client may take to accept an answer.
    """

    clients: int = 4
    message_bytes: int = 1_000_000
    command_bytes: int = 200
    rate_hz: float = 90.0
    burst: int = 180
    idle_s: float = 30.0
    unseen_s: float = 300.0
    grace_s: float = 10.0
    ticket_s: float = 900.0
    result_s: float = 6 * 3600.0
    results: int = 100
    workout_s: float = 2 * 3600.0
    send_s: float = 10.0
