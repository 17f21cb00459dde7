"""Whoever does not belong here is turned away with a reason, and the others do not notice."""

import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from tests.live.hall import JPEG, Hall, ask, closed, hear, jpeg, picture


@contextmanager
def guest(hall: Hall) -> Iterator[ClientConnection]:
    """A visitor who has come in; beside them another one trains and must not notice."""
    other = hall.desk.issue(hall.order())
    with hall.dial(other.token) as neighbour:
        hear(neighbour)
        assert ask(neighbour, 0.0)["seq"] == 0
        with hall.dial(hall.desk.issue(hall.order()).token) as line:
            hear(line)
            yield line
        answer = ask(neighbour, 0.1, seq=7)
        assert (answer["kind"], answer["seq"]) == ("step", 7)
    hall.still_serves()


@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://evil.example", "https://127.0.0.1", "http://localhost:1", "http://[", "file://"],
)
def test_a_page_of_another_origin(patient: Hall, origin: str | None) -> None:
    ticket = patient.desk.issue(patient.order())
    with patient.dial(ticket.token, origin=origin) as line:
        assert closed(line) == 4403
    assert not patient.desk.running(ticket.result_id), "it must not get as far as the token"


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "%00", "é"])
def test_a_missing_or_made_up_token(patient: Hall, token: str) -> None:
    with patient.dial(token) as line:
        assert closed(line) == 4401


def test_a_result_id_is_no_token(patient: Hall) -> None:
    """It stands in the address of a page, where others may read it."""
    ticket = patient.desk.issue(patient.order())
    with patient.dial(ticket.result_id) as line:
        assert closed(line) == 4401


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
def test_what_no_page_would_send(patient: Hall, what: str) -> None:
    with guest(patient) as line:
        line.send(RUBBISH[what])
        assert closed(line) == 4400


def test_time_that_does_not_rise(patient: Hall) -> None:
    with guest(patient) as line:
        ask(line, 1.0)
        line.send(picture(1.0))
        assert closed(line) == 4400


@pytest.mark.parametrize("message", [b"\x00" * 50_000_000, "x" * 50_000_000], ids=["bytes", "text"])
def test_fifty_megabytes(patient: Hall, message: bytes | str) -> None:
    with guest(patient) as line:
        try:
            line.send(message)
            code = closed(line)
        except ConnectionClosed as error:
            code = error.rcvd.code if error.rcvd else 1006
        assert code == 4413


@pytest.mark.parametrize("message", [json.dumps({"do": "ping"}), picture(0.0)], ids=["pings", "pictures"])
def test_a_thousand_messages_a_second(patient: Hall, message: bytes | str) -> None:
    with guest(patient) as line:
        sent = 0
        try:
            for _ in range(1000):
                line.send(picture(sent / 100.0) if isinstance(message, bytes) else message)
                sent += 1
            code = closed(line)
        except ConnectionClosed as error:
            code = error.rcvd.code if error.rcvd else 1006
        assert code == 4429


def test_a_fault_of_ours_is_said_and_is_nobody_elses(monkeypatch: pytest.MonkeyPatch, patient: Hall) -> None:
    from formcheck.adapters.live import session

    def broken(_: bytes) -> None:
        raise ZeroDivisionError

    with guest(patient) as line, monkeypatch.context() as patched:
        patched.setattr(session, "decode_jpeg", broken)
        line.send(picture(0.0))
        assert closed(line) == 1011
