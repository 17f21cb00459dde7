"""What one visitor may ask of the server, so that nobody can take it from the others."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes, rates and times of the live path. Times run on the server's clock, unlike those of frames.

    clients: estimators at work at a time; each takes some 150 MB. message_bytes: a picture of 640 by 480
    has at most 150 kB. rate_hz, burst: messages of one client. idle_s: without a message. unseen_s: without
    a picture, pinging or not. grace_s: how long a broken line is waited for. ticket_s: from the page's
    order to the first connection: the camera must be allowed first. result_s: how long a result is kept.
    workout_s: the longest workout. send_s: how long an answer may wait for a client that does not read.
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
