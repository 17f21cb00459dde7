"""Connections that break the protocol are closed with a code, and the others do not notice."""

import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from tests.live.server import JPEG, LiveServer, close_code, code_of, jpeg, picture, receive, send_picture


@contextmanager
def connected(server: LiveServer) -> Iterator[ClientConnection]:
    """A connected visitor; a neighbour trains beside them and must not notice."""
    other = server.registry.issue(server.order())
    with server.connect(other.token) as neighbour:
        receive(neighbour)
        assert send_picture(neighbour, 0.0)["seq"] == 0
        with server.connect(server.registry.issue(server.order()).token) as connection:
            receive(connection)
            yield connection
        answer = send_picture(neighbour, 0.1, seq=7)
        assert (answer["kind"], answer["seq"]) == ("step", 7)
    server.assert_serves()


@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://evil.example", "https://127.0.0.1", "http://localhost:1", "http://[", "file://"],
)
def test_a_page_of_another_origin(patient: LiveServer, origin: str | None) -> None:
    ticket = patient.registry.issue(patient.order())
    with patient.connect(ticket.token, origin=origin) as connection:
        assert close_code(connection) == 4403
    assert not patient.registry.is_running(ticket.result_id), "it must not get as far as the token"


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "%00", "é"])
def test_a_missing_or_made_up_token(patient: LiveServer, token: str) -> None:
    with patient.connect(token) as connection:
        assert close_code(connection) == 4401


def test_a_result_id_is_no_token(patient: LiveServer) -> None:
    """It stands in the address of a page, where others may read it."""
    ticket = patient.registry.issue(patient.order())
    with patient.connect(ticket.result_id) as connection:
        assert close_code(connection) == 4401


HEADER = struct.Struct("<dII")
RUBBISH: dict[str, bytes | str] = {
    "nothing": b"",
    "half a header": b"\x00" * 8,
    "a header only": HEADER.pack(0.0, 1, 0),
    "garbage": bytes(range(256)) * 40,
    "garbage as a picture": HEADER.pack(0.0, 1, 0) + bytes(range(256)) * 40,
    "half a JPEG": picture(0.0)[:700],
    "no time": HEADER.pack(float("nan"), 1, 0) + JPEG["supine-march"],
    "end of time": HEADER.pack(1e300, 1, 0) + JPEG["supine-march"],
    "unknown flags": HEADER.pack(0.0, 1, 2) + JPEG["supine-march"],
    "a huge picture": HEADER.pack(0.0, 1, 0) + jpeg(size_px=(4000, 3000)),
    "a tiny picture": HEADER.pack(0.0, 1, 0) + jpeg(size_px=(1, 1)),
    "a PNG": HEADER.pack(0.0, 1, 0) + b"\x89PNG\r\n\x1a\n" + b"\x00" * 200,
    "text": "hello",
    "another command": json.dumps({"do": "rm -rf"}),
    "more than a command": json.dumps({"do": "start", "and": 1}),
    "a list": "[" * 150,
    "a long text": json.dumps({"do": "x" * 5000}),
    "no string": json.dumps({"do": ["start"]}),
}


@pytest.mark.parametrize("what", RUBBISH)
def test_what_no_page_would_send(patient: LiveServer, what: str) -> None:
    with connected(patient) as connection:
        connection.send(RUBBISH[what])
        assert close_code(connection) == 4400


def test_time_that_does_not_rise(patient: LiveServer) -> None:
    with connected(patient) as connection:
        send_picture(connection, 1.0)
        connection.send(picture(1.0))
        assert close_code(connection) == 4400


@pytest.mark.parametrize("message", [b"\x00" * 50_000_000, "x" * 50_000_000], ids=["bytes", "text"])
def test_fifty_megabytes(patient: LiveServer, message: bytes | str) -> None:
    with connected(patient) as connection:
        try:
            connection.send(message)
            code = close_code(connection)
        except ConnectionClosed as error:
            code = code_of(error)
        assert code == 4413


@pytest.mark.parametrize("message", [json.dumps({"do": "ping"}), picture(0.0)], ids=["pings", "pictures"])
def test_a_thousand_messages_a_second(patient: LiveServer, message: bytes | str) -> None:
    with connected(patient) as connection:
        sent = 0
        try:
            for _ in range(1000):
                connection.send(picture(sent / 100.0) if isinstance(message, bytes) else message)
                sent += 1
            code = close_code(connection)
        except ConnectionClosed as error:
            code = code_of(error)
        assert code == 4429


def test_a_fault_of_ours_is_said_and_is_nobody_elses(
    monkeypatch: pytest.MonkeyPatch, patient: LiveServer
) -> None:
    from formcheck.adapters.live import session

    def broken(_: bytes) -> None:
        raise ZeroDivisionError

    with connected(patient) as connection, monkeypatch.context() as patched:
        patched.setattr(session, "decode_jpeg", broken)
        connection.send(picture(0.0))
        assert close_code(connection) == 1011
