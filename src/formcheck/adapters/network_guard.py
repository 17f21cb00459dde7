"""Keeps this process from posting anything over https, whatever its libraries would like to.

For programs of our own alone: who uses formcheck as a library keeps his connections, and is protected by the
pin of mediapipe, which has nothing that calls home.
"""

import os

_DEAD_PROXY = "http://127.0.0.1:9"


def refuse_outside_connections() -> None:
    """Send whatever this process might want to post over https to a port where nobody listens.

    No byte of a user leaves the machine. The pinned mediapipe has nothing that calls home, but later ones
    do, and this environment, set before its import, is what stops them. Loopback stays open, and so does
    plain http, which the app itself speaks. Programs that are started later inherit it: a browser must not.
    """
    for names, value in (
        (("https_proxy", "HTTPS_PROXY"), _DEAD_PROXY),
        (("no_proxy", "NO_PROXY"), "localhost,127.0.0.1,::1"),
    ):
        for name in names:
            # Written once: a native thread may be reading the environment meanwhile.
            if os.environ.get(name) != value:
                os.environ[name] = value
