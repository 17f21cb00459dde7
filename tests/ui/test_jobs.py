"""An analysis is found again by its id, by nobody without it, and not for ever."""

import asyncio
import io

import pytest
from starlette.applications import Starlette
from starlette.types import Message

from formcheck.ui import serving
from formcheck.ui.job import Job
from formcheck.ui.jobs import Jobs
from tests.ui.fakes import ORDER, SUPINE, analyser

pytestmark = pytest.mark.usefixtures("temporary_folder")


def job(monkeypatch: pytest.MonkeyPatch, *, endless: bool = False) -> Job:
    monkeypatch.setattr("formcheck.ui.job.analyse_video", analyser(SUPINE, endless=endless))
    new = Job(ORDER, io.BytesIO(b"video"))
    if not endless:
        new.wait(10)
    return new


def test_each_has_an_id_of_its_own_that_cannot_be_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Jobs()
    first, second = job(monkeypatch), job(monkeypatch)
    keys = kept.keep(first), kept.keep(second)
    assert kept.find(keys[0]) is first
    assert kept.find(keys[1]) is second
    assert kept.find("") is None
    assert min(len(key) for key in keys) >= 20
    kept.drop(keys[0])
    assert first.closed
    assert kept.find(keys[0]) is None
    second.close()


def test_what_nobody_looks_at_goes_and_the_oldest_of_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    now_s = 0.0
    kept = Jobs(most=2, longest_s=100.0, now_s=lambda: now_s)
    jobs = [job(monkeypatch) for _ in range(3)]
    keys = []
    for each in jobs:
        keys.append(kept.keep(each))
        now_s += 10.0
    assert [each.closed for each in jobs] == [True, False, False]
    now_s = 105.0
    assert kept.find(keys[1]) is jobs[1]
    now_s = 130.0
    kept.drop_expired()
    assert [each.closed for each in jobs] == [True, False, True], "who is looked at stays"
    now_s = 400.0
    kept.drop_expired()
    assert jobs[1].closed


def test_one_that_runs_is_not_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    now_s = 0.0
    kept = Jobs(most=0, longest_s=1.0, now_s=lambda: now_s)
    running = job(monkeypatch, endless=True)
    key = kept.keep(running)
    now_s = 1000.0
    assert kept.find(key) is running
    kept.drop(key)
    running.wait(10)
    assert running.closed


def test_its_video_is_for_who_knows_the_id_and_can_be_had_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Jobs()
    monkeypatch.setattr(serving, "jobs", lambda: kept)
    done = job(monkeypatch)
    done.video.write_bytes(b"0123456789")
    address = serving.video_path(kept.keep(done))
    status, headers, content = get(address, {"range": "bytes=2-4"})
    assert (status, content, headers["content-type"]) == (206, b"234", "video/mp4")
    assert "no-store" in headers["cache-control"]
    assert get(serving.video_path("guessed"))[0] == 404
    done.close()
    assert get(address)[0] == 404


def get(path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    """What the server answers."""
    sent: list[Message] = []

    async def receive() -> Message:
        await asyncio.Event().wait()  # whoever asked stays
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    raw = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    scope = {"type": "http", "method": "GET", "path": path, "headers": raw, "query_string": b""}
    asyncio.run(Starlette(routes=serving.routes())(scope, receive, send))
    answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], answered, b"".join(each.get("body", b"") for each in sent[1:])
