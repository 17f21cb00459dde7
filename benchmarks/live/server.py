"""The whole application, as `formcheck app` serves it; gives out tickets to whoever started it."""

import json
import socket
import sys
import threading
import time

import uvicorn

from formcheck.adapters.live import WorkoutOrder, live_registry
from formcheck.adapters.models import ModelName
from formcheck.exercises import EXERCISES
from formcheck.i18n import Language
from formcheck.ui.app import app


def main() -> None:
    """Serve until the standard input ends."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.05)
    print(json.dumps({"address": f"http://127.0.0.1:{listener.getsockname()[1]}"}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        ticket = live_registry().issue(
            WorkoutOrder(
                spec=EXERCISES[asked["exercise"]],
                side=None,
                sets=1,
                target=asked.get("target", 9999),
                language=Language.EN,
                model=ModelName(asked.get("model", "full")),
            )
        )
        print(json.dumps({"token": ticket.token, "result_id": ticket.result_id}), flush=True)
    server.should_exit = True
    thread.join()


if __name__ == "__main__":
    main()
