"""A page of another site cannot make the server ask anybody outside for its address."""

import subprocess
import sys
from pathlib import Path

# In a process of its own: Streamlit's server lives once in a process.
KNOCK = """
import asyncio, socket, sys, threading, time
import uvicorn
from streamlit import net_util
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

net_util._make_blocking_http_get = lambda url, timeout=5: print("asks", url)
from formcheck.ui.app import app

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
port = listener.getsockname()[1]
server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
thread.start()
while not server.started:
    time.sleep(0.05)
url = f"ws://127.0.0.1:{port}/_stcore/stream"
for origin in sys.argv[1:]:
    origin = origin.replace("PORT", str(port))
    try:
        with connect(url, origin=origin or None, subprotocols=["streamlit"]):
            print("in")
    except InvalidStatus as error:
        print(error.response.status_code)
server.should_exit = True
thread.join(20)
"""
ANSWERS = {
    "http://127.0.0.1:PORT": "in",
    "": "in",
    "http://evil.example": "403",
    "http://127.0.0.1:1": "403",
    "http://localhost:PORT": "403",
    "null": "403",
    "http://[": "403",
}


def test_strangers_are_turned_away_and_nobody_is_asked(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", KNOCK, *ANSWERS],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        timeout=120,
    )
    assert ran.stdout.split("\n")[:-1] == list(ANSWERS.values())
