"""Every route is served at this server's own address, to pages of that address: for this computer alone, and
as --lan opens it to the home network, encrypted.
"""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from formcheck.adapters.certificate import certificate_for

# In a process of its own: Streamlit's server lives once in a process. It knocks at every route that the
# application has, with each pair of Host and Origin, and prints the status of each answer.
KNOCK = """
import http.client, json, re, socket, ssl, sys, threading, time
from concurrent.futures import ThreadPoolExecutor
import uvicorn
from streamlit import net_util

asked = []
net_util._make_blocking_http_get = lambda url, timeout=5: asked.append(url)
from formcheck.ui.app import app

pairs, certificate, key = json.loads(sys.argv[1]), *sys.argv[2:4]
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
port = listener.getsockname()[1]
tls = {"ssl_certfile": certificate, "ssl_keyfile": key} if certificate else {}
server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="websockets-sansio", **tls))
thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
thread.start()
while not server.started:
    time.sleep(0.05)
trusting = ssl.create_default_context(cafile=certificate) if certificate else None


def line():
    if trusting:
        return http.client.HTTPSConnection("127.0.0.1", port, timeout=20, context=trusting)
    return http.client.HTTPConnection("127.0.0.1", port, timeout=20)


def status(method, path, hosts, origin, websocket):
    knock = line()
    knock.putrequest(method, path, skip_host=True)
    for host in hosts:
        knock.putheader("Host", host)
    if origin is not None:
        knock.putheader("Origin", origin)
    if websocket:
        knock.putheader("Connection", "Upgrade")
        knock.putheader("Upgrade", "websocket")
        knock.putheader("Sec-WebSocket-Version", "13")
        knock.putheader("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")
        knock.putheader("Sec-WebSocket-Protocol", "streamlit")
    knock.endheaders()
    found = knock.getresponse().status
    knock.close()
    return found


def routes(found):
    for route in found:
        inner = getattr(route, "routes", None)
        methods = getattr(route, "methods", None) or {"GET"}
        path = re.sub(r"{[^}]*}", "x", route.path) or "/"
        websocket = type(route).__name__ == "WebSocketRoute"
        for method in {"GET"} if websocket else methods:
            yield method, path, websocket


def answer(method, path, websocket, hosts, origin):
    filled = [host.replace("PORT", str(port)) for host in hosts]
    page = origin and origin.replace("PORT", str(port))
    return method, path, hosts, origin, status(method, path, filled, page, websocket)


doors = sorted(set(routes(app._starlette_app.routes)) | {("GET", "/", False)})
with ThreadPoolExecutor(16) as pool:  # an answer waits 40 ms for the network's own politeness
    waiting = [pool.submit(answer, *door, *pair) for door in doors for pair in pairs]
answers = [each.result() for each in waiting]
print(json.dumps({"answers": answers, "asked": asked}))
server.should_exit = True
thread.join(20)
"""
UNKNOWN_HOSTS: tuple[list[str], ...] = (
    ["evil.example"],
    ["evil.example:PORT"],
    ["127.0.0.1.evil.example:PORT"],
    ["localhost.evil.example:PORT"],
    ["127.0.0.1:1"],
    ["localhost"],
    ["evil.example@127.0.0.1:PORT"],
    ["127.0.0.1:PORT", "evil.example:PORT"],
    ["127.0.0.1:PORT/evil.example"],
    ["[::1"],
    [""],
    [],
)
KNOWN_HOSTS = ("127.0.0.1:PORT", "localhost:PORT", "LOCALHOST:PORT", "[::1]:PORT", "192.168.1.20:PORT")
UNKNOWN_ORIGINS = (
    "SCHEME://evil.example",
    "SCHEME://evil.example:PORT",
    "OTHER://127.0.0.1:PORT",
    "SCHEME://127.0.0.1:1",
    "SCHEME://127.0.0.1",
    "SCHEME://localhost:PORT",
    "null",
    "SCHEME://[",
    "file://",
    "",
)
LIVE, STREAM = "/live", "/_stcore/stream"

# One worker knocks once.
pytestmark = pytest.mark.xdist_group("addresses")


@pytest.fixture(scope="module", params=["http", "https"], ids=["this computer", "--lan"])
def knocked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    scheme: str = request.param
    other = {"http": "https", "https": "http"}[scheme]
    folder = tmp_path_factory.mktemp("knock")
    files = ("", "")
    if scheme == "https":
        made = certificate_for(("127.0.0.1",), folder)
        files = (str(made.certificate), str(made.key))
    pairs: list[tuple[list[str], str | None]] = []
    for hosts in UNKNOWN_HOSTS:
        # To its own name a page that was brought here by a foreign name comes from the same origin.
        pairs += [(hosts, None), (hosts, f"{scheme}://{hosts[0] if hosts else 'evil.example'}")]
    pairs += [([host], origin) for host in KNOWN_HOSTS for origin in (None, f"{scheme}://{host}")]
    pairs += [
        (["127.0.0.1:PORT"], origin.replace("SCHEME", scheme).replace("OTHER", other))
        for origin in UNKNOWN_ORIGINS
    ]
    ran = subprocess.run(
        [sys.executable, "-c", KNOCK, json.dumps(pairs), *files],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env=os.environ | ({"STREAMLIT_BROWSER_SERVER_ADDRESS": "192.168.1.20"} if scheme == "https" else {}),
        timeout=300,
    )
    found: dict[str, Any] = json.loads(ran.stdout)
    return found | {"scheme": scheme}


def answers(knocked: dict[str, Any]) -> list[tuple[str, str, tuple[str, ...], str | None, int]]:
    return [(m, path, tuple(hosts), origin, status) for m, path, hosts, origin, status in knocked["answers"]]


def test_the_table_holds_every_route(knocked: dict[str, Any]) -> None:
    paths = {path for _, path, *_ in answers(knocked)}
    needed = {"/", LIVE, STREAM, "/_stcore/health", "/_stcore/host-config", "/media/x"}
    assert needed <= paths
    assert ("PUT", "/_stcore/upload_file/x/x") in {(method, path) for method, path, *_ in answers(knocked)}


def test_a_name_that_is_not_ours_gets_400_at_every_route(knocked: dict[str, Any]) -> None:
    unknown = {tuple(hosts) for hosts in UNKNOWN_HOSTS}
    let_in = [answer for answer in answers(knocked) if answer[2] in unknown and answer[4] != 400]
    assert let_in == []


def test_a_page_that_is_not_ours_gets_403_at_every_route(knocked: dict[str, Any]) -> None:
    origins = {
        origin.replace("SCHEME", knocked["scheme"]) for origin in UNKNOWN_ORIGINS if "OTHER" not in origin
    }
    origins.add({"http": "https", "https": "http"}[knocked["scheme"]] + "://127.0.0.1:PORT")
    tried = [a for a in answers(knocked) if a[2] == ("127.0.0.1:PORT",) and a[3] in origins]
    assert len({a[3] for a in tried}) == len(UNKNOWN_ORIGINS)
    # The live route opens, and closes with a code of its own, which the page can read: tests/live has it.
    assert [a for a in tried if a[4] != (101 if a[1] == LIVE else 403)] == []


def test_our_own_pages_and_programs_without_a_page_come_in(knocked: dict[str, Any]) -> None:
    known = {(host,): f"{knocked['scheme']}://{host}" for host in KNOWN_HOSTS}
    tried = [a for a in answers(knocked) if a[2] in known and a[3] in (None, known[a[2]])]
    assert tried
    # Streamlit has reasons of its own here: an upload without a session, an interface that is not offered.
    behind = ("/_stcore/upload_file", "/_stcore/agent")
    assert [a for a in tried if a[4] in (400, 403) and not a[1].startswith(behind)] == []
    assert {a[4] for a in tried if a[1] in (LIVE, STREAM)} == {101}


def test_nobody_outside_was_asked_for_our_address(knocked: dict[str, Any]) -> None:
    assert knocked["asked"] == []
